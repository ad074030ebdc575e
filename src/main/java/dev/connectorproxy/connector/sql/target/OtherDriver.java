package dev.connectorproxy.connector.sql.target;

import dev.connectorproxy.toolkit.ConnectorSettings;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A driver that the operator named in `connectors.sql.drivers`.
///
/// @param subProtocol what follows `jdbc:` in its URLs, such as `db2` or `h2:tcp`
/// @param properties those that callers may set
public record OtherDriver(String subProtocol, Set<String> properties) {
    private static final String SUB_PROTOCOL = "[a-z][a-z0-9-]*(?::[a-z][a-z0-9-]*)*";
    private static final Set<String> OWN =
            Set.of("mariadb", "mysql", "sqlserver", "oracle", "oracle:thin");

    public OtherDriver {
        properties = Set.copyOf(properties);
    }

    /// Reads an entry of the setting: `db2`, or with properties `h2:tcp?MODE&IFEXISTS`.
    ///
    /// @throws IllegalArgumentException the setting is invalid
    public static OtherDriver parse(String key, String entry) {
        var parts = entry.split("\\?", 2);
        var properties =
                parts.length == 1
                        ? Set.<String>of()
                        : Arrays.stream(parts[1].split("&"))
                                .map(String::strip)
                                .collect(Collectors.toSet());
        boolean valid =
                parts[0].matches(SUB_PROTOCOL)
                        && !OWN.contains(parts[0])
                        && properties.stream().allMatch(name -> name.matches("[A-Za-z0-9_.-]+"));
        if (!valid) {
            throw ConnectorSettings.invalid(
                    key,
                    "must be names of drivers as in their URLs, such as db2, or with the properties that calls may set, db2?sslConnection&currentSchema");
        }
        return new OtherDriver(parts[0], properties);
    }

    /// The name of an allowed property as the operator wrote it.
    Optional<String> property(String name) {
        return properties.stream().filter(name::equalsIgnoreCase).findFirst();
    }
}
