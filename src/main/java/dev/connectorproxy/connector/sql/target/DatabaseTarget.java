package dev.connectorproxy.connector.sql.target;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Where a database is, and how to log in. What it holds is checked: no other text of the caller reaches a driver when it
/// connects.
///
/// @param subProtocol what follows `jdbc:` in the URL, such as `mariadb`
/// @param host a name, or an address without brackets
/// @param database the database, service or path; may be empty
/// @param properties by the names of the allow list
public record DatabaseTarget(
        DatabaseKind kind,
        String subProtocol,
        String host,
        int port,
        String database,
        Map<String, String> properties,
        Login login) {

    /// @param user may be empty
    /// @param password may be empty
    public record Login(String user, String password) {
        public Login {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return user;
        }
    }

    public DatabaseTarget {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(login, "login");
        properties = Map.copyOf(properties);
    }

    /// The server, as `jdbc:protocol://host:port`.
    public String server() {
        return "jdbc:%s://%s:%d".formatted(subProtocol, hostInUrl(), port);
    }

    /// The host as it stands in a URL, an IPv6 address in brackets.
    public String hostInUrl() {
        return inUrl(host);
    }

    /// The property, or the fallback.
    public String property(String name, String fallback) {
        return properties.getOrDefault(name, fallback);
    }

    /// All that distinguishes connections to it, the password included.
    public Map<String, String> parameters() {
        var all = new TreeMap<String, String>();
        properties.forEach((name, value) -> all.put("property " + name, value));
        all.put("server", server());
        all.put("database", database);
        all.put("user", login.user());
        all.put("password", login.password());
        return all;
    }

    /// An address or name as it stands in a URL.
    public static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
