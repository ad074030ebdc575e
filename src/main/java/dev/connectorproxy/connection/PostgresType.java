package dev.connectorproxy.connection;

import static dev.connectorproxy.connection.ConnectionField.optional;
import static dev.connectorproxy.connection.ConnectionField.optionalSecret;
import static dev.connectorproxy.connection.ConnectionField.required;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A database of PostgreSQL. The derived field `connection-string` has all of it in libpq's notation.
record PostgresType(String name) implements ConnectionType {
    /// The fields by libpq's keyword.
    private static final Map<String, String> KEYWORDS =
            Map.of(
                    "host", "host",
                    "port", "port",
                    "dbname", "database",
                    "user", "username",
                    "password", "password",
                    "sslmode", "ssl-mode");

    @Override
    public List<ConnectionField> fields() {
        return List.of(
                required("host"),
                optional("port"),
                required("database"),
                required("username"),
                optionalSecret("password"),
                optional("ssl-mode"));
    }

    @Override
    public Map<String, String> derived(ConnectionFields fields) {
        return Map.of(
                "connection-string",
                KEYWORDS.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(field ->
                                fields
                                        .find(field.getValue())
                                        .map(value -> field.getKey() + "=" + quoted(value))
                                        .stream())
                        .collect(Collectors.joining(" ")));
    }

    @Override
    public List<String> origins(ConnectionFields fields) {
        var hosts = fields.require("host").split(",");
        var ports = fields.find("port", "5432").split(",");
        return IntStream.range(0, hosts.length)
                .mapToObj(i ->
                        SocketOrigin.of(hosts[i].strip(), ports[i < ports.length ? i : 0].strip()))
                .toList();
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
