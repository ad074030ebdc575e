package dev.connectorproxy.connection;

import static dev.connectorproxy.connection.ConnectionField.optional;
import static dev.connectorproxy.connection.ConnectionField.optionalSecret;
import static dev.connectorproxy.connection.ConnectionField.required;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A database with a JDBC driver. The URL has no credentials.
record JdbcType(String name) implements ConnectionType {
    private static final Pattern SERVER =
            Pattern.compile(
                    "jdbc:(?<driver>[a-z0-9:+-]+?):(?:@(?:(?<protocol>tcps?):)?(?://)?|//)(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(?<port>[0-9]{1,5}))?(?:[/;?:].*)?");
    private static final Map<String, String> PORTS =
            Map.of("mariadb", "3306", "mysql", "3306", "sqlserver", "1433", "oracle:thin", "1521");

    @Override
    public List<ConnectionField> fields() {
        return List.of(required("url"), optional("user"), optionalSecret("password"));
    }

    /// The server of the URL; none if it names none.
    @Override
    public List<String> origins(ConnectionFields fields) {
        var url = SERVER.matcher(fields.require("url").strip());
        if (!url.matches()) {
            return List.of();
        }
        var standard =
                "tcps".equals(url.group("protocol"))
                        ? "2484"
                        : PORTS.getOrDefault(url.group("driver"), "");
        var port = Optional.ofNullable(url.group("port")).orElse(standard);
        return port.isEmpty() ? List.of() : List.of(SocketOrigin.of(url.group("host"), port));
    }
}
