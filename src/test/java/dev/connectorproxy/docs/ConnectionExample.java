package dev.connectorproxy.docs;

import dev.connectorproxy.spi.ConnectionUse;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The settings that switch on a connector, with a connection.
///
/// @param connector its name
/// @param uses how its commands use connections; none for a connector without credentials
record ConnectionExample(String connector, List<ConnectionUse> uses) {

    /// The settings in a block of YAML, and what else is possible.
    String text() {
        return "```yaml\n" + yaml() + "```\n" + alternatives();
    }

    /// The settings.
    String yaml() {
        var enabled = "connectors:\n  enabled: [%s]\n".formatted(connector);
        return uses.isEmpty()
                ? enabled
                : enabled
                        + """
                        connections:
                          - name: %1$s-prod
                            type: %2$s
                        %3$s%4$s    commands: [%1$s/*]
                        security:
                          keys:
                            - {name: arena, value-file: /run/keys/arena, commands: [%1$s/*], connections: [%1$s-prod]}
                        """
                                .formatted(
                                        connector,
                                        uses.getFirst().type(),
                                        fields(uses.getFirst().type()),
                                        variables(uses.getFirst()));
    }

    private String alternatives() {
        if (uses.size() < 2) {
            return "";
        }
        var others =
                uses.stream()
                        .skip(1)
                        .map(use -> "`" + use.type() + "`")
                        .collect(Collectors.joining(" or "));
        return "\nOr a connection of the type %s; all fields are those of [Connections](../connections.md#types).\n"
                .formatted(others);
    }

    private String fields(String type) {
        var secret = "${secret:" + connector.toUpperCase(Locale.ROOT);
        return switch (type) {
            case "bearer" -> "    token: " + secret + "_TOKEN}\n";
            case "basic" -> "    username: …\n    password: " + secret + "_PASSWORD}\n";
            case "api-key" -> "    key: " + secret + "_KEY}\n";
            case "oauth2-client-credentials" -> client(secret);
            case "oauth2-authorization-code" ->
                    client(secret) + "    authorization-url: https://…\n";
            default -> throw new AssertionError("no example of a connection of type " + type);
        };
    }

    private static String client(String secret) {
        return "    token-url: https://…\n    client-id: …\n    client-secret: "
                + secret
                + "_CLIENT_SECRET}\n";
    }

    /// The variables of the server: what is no field of the type.
    private static String variables(ConnectionUse use) {
        var names =
                new TreeMap<>(use.parameters())
                        .entrySet().stream()
                                .filter(field -> !field.getKey().equals("key"))
                                .map(field -> field.getKey() + ": …")
                                .toList();
        return names.isEmpty() ? "" : "    variables: {" + String.join(", ", names) + "}\n";
    }
}
