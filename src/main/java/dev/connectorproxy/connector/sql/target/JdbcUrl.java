package dev.connectorproxy.connector.sql.target;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import dev.connectorproxy.connector.sql.target.DatabaseTarget.Login;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Parses the URLs that callers may use: one host, a database, and allowed properties. Forms with several hosts, sockets,
/// pipes, instances or directories do not match, and are refused. A URL is never quoted in a failure, since it may hold a
/// password.
public final class JdbcUrl {
    private static final int MAX_LENGTH = 2_000;
    private static final String HOST =
            "(?<host>[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9_])?\\.?|\\[[0-9A-Fa-f:.]{2,45}])";
    private static final String PORT = "(?::(?<port>[0-9]{1,5}))";
    private static final String NAME = "[A-Za-z0-9_$.#\\u0080-\\uffff-]{1,128}";

    private static final Pattern MYSQL =
            Pattern.compile(
                    "(?<sub>mariadb|mysql)://"
                            + HOST
                            + PORT
                            + "?(?:/(?<database>"
                            + NAME
                            + ")?)?(?:\\?(?<properties>.*))?");
    private static final Pattern SQL_SERVER =
            Pattern.compile("(?<sub>sqlserver)://" + HOST + PORT + "?(?:;(?<properties>.*))?");
    private static final Pattern ORACLE =
            Pattern.compile(
                    "(?<sub>oracle:thin):@(?:(?<protocol>tcps?):)?(?://)?"
                            + HOST
                            + PORT
                            + "?(?<separator>[/:])(?<database>"
                            + NAME
                            + ")(?:\\?(?<properties>.*))?");
    private static final Pattern OTHER =
            Pattern.compile(
                    "://"
                            + HOST
                            + PORT
                            + "(?:/(?<database>[A-Za-z0-9_$.~:/\\u0080-\\uffff-]{0,256}))?(?:[?;](?<properties>.*))?");

    private JdbcUrl() {}

    /// @param url the whole URL, beginning with `jdbc:`
    /// @param others the drivers that the operator named
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`
    public static DatabaseTarget parse(String url, Login login, List<OtherDriver> others) {
        var text = url.strip();
        if (!text.startsWith("jdbc:") || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0) {
            throw invalid("url must be a JDBC URL, such as jdbc:mariadb://db.example.com/shop");
        }
        var rest = text.substring("jdbc:".length());
        if (rest.startsWith("mariadb:") || rest.startsWith("mysql:")) {
            return mysql(match(MYSQL, rest, "jdbc:mariadb://host:3306/database"), login);
        }
        if (rest.startsWith("sqlserver:")) {
            var form = "jdbc:sqlserver://host:1433;databaseName=database";
            return sqlServer(match(SQL_SERVER, rest, form), login);
        }
        if (rest.startsWith("oracle:")) {
            return oracle(match(ORACLE, rest, "jdbc:oracle:thin:@//host:1521/service"), login);
        }
        for (var driver : others) {
            if (rest.startsWith(driver.subProtocol() + "://")) {
                return other(driver, rest, login);
            }
        }
        throw invalid(
                "url is for a database that is not offered; there are "
                        + String.join(
                                ", ",
                                Stream.concat(
                                                Stream.of(
                                                        "mariadb",
                                                        "mysql",
                                                        "sqlserver",
                                                        "oracle:thin"),
                                                others.stream().map(OtherDriver::subProtocol))
                                        .toList())
                        + "; others are named in connectors.sql.drivers");
    }

    private static DatabaseTarget mysql(Matcher url, Login login) {
        var properties = AllowedProperties.MYSQL.check(split(url, "&"));
        var kind = url.group("sub").equals("mysql") ? DatabaseKind.MYSQL : DatabaseKind.MARIADB;
        return target(kind, url, port(url, 3_306), text(url, "database"), properties, login);
    }

    private static DatabaseTarget sqlServer(Matcher url, Login login) {
        // `database` is another name of the property
        var given =
                split(url, ";").stream()
                        .map(property ->
                                property.replaceFirst("(?i)^\\s*database\\s*=", "databaseName="))
                        .toList();
        var properties = AllowedProperties.SQL_SERVER.check(given);
        return target(
                DatabaseKind.SQL_SERVER,
                url,
                port(url, 1_433),
                properties.getOrDefault("databaseName", ""),
                properties,
                login);
    }

    /// The database is `/service`, or `:SID`.
    private static DatabaseTarget oracle(Matcher url, Login login) {
        boolean tls = "tcps".equals(url.group("protocol"));
        var properties = AllowedProperties.ORACLE.check(split(url, "&"));
        if (tls) {
            properties.put("protocol", "tcps");
        }
        return target(
                DatabaseKind.ORACLE,
                url,
                port(url, tls ? 2_484 : 1_521),
                url.group("separator") + url.group("database"),
                properties,
                login);
    }

    private static DatabaseTarget other(OtherDriver driver, String rest, Login login) {
        var form = "jdbc:" + driver.subProtocol() + "://host:port/database";
        var url = match(OTHER, rest.substring(driver.subProtocol().length()), form);
        var properties = AllowedProperties.of(driver).check(split(url, "[&;]"));
        return new DatabaseTarget(
                DatabaseKind.OTHER,
                driver.subProtocol(),
                host(url),
                port(url, 0),
                text(url, "database"),
                properties,
                login);
    }

    private static DatabaseTarget target(
            DatabaseKind kind,
            Matcher url,
            int port,
            String database,
            Map<String, String> properties,
            Login login) {
        return new DatabaseTarget(
                kind, url.group("sub"), host(url), port, database, properties, login);
    }

    private static Matcher match(Pattern pattern, String text, String form) {
        var matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw invalid(
                    "url must have the form "
                            + form
                            + ", with one host, and user and password as parameters of the command");
        }
        return matcher;
    }

    private static String host(Matcher url) {
        return url.group("host").replaceAll("[\\[\\]]", "");
    }

    private static int port(Matcher url, int standard) {
        var text = url.group("port");
        int port = text == null ? standard : Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw invalid("the port of url must be from 1 to 65535");
        }
        return port;
    }

    private static String text(Matcher url, String group) {
        return url.group(group) == null ? "" : url.group(group);
    }

    private static List<String> split(Matcher url, String separator) {
        return Stream.of(text(url, "properties").split(separator))
                .filter(property -> !property.isBlank())
                .toList();
    }
}
