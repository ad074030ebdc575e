package dev.connectorproxy.connection;

import static dev.connectorproxy.connection.ConnectionField.optional;
import static dev.connectorproxy.connection.ConnectionField.optionalSecret;
import static dev.connectorproxy.connection.ConnectionField.required;
import static dev.connectorproxy.connection.ConnectionField.requiredSecret;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The types of connections that are built in. A new one is added here.
final class ConnectionTypes {
    private static final Map<String, ConnectionType> ALL =
            Stream.of(
                            new FieldsType("none", List.of()),
                            HttpType.basic(),
                            HttpType.bearer("bearer", List.of()),
                            HttpType.apiKey(),
                            OAuthType.clientCredentials(),
                            OAuthType.authorizationCode(),
                            new MutualTlsType("mutual-tls"),
                            HttpType.bearer("slack", List.of("https://slack.com")),
                            new FieldsType(
                                    "aws",
                                    List.of(
                                            required("access-key-id"),
                                            requiredSecret("secret-access-key"),
                                            optionalSecret("session-token"),
                                            optional("region"))),
                            new SmtpType("smtp"),
                            new PostgresType("postgres"),
                            new JdbcType("jdbc"))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    ConnectionType::name, Function.identity()));

    private ConnectionTypes() {}

    static Optional<ConnectionType> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static SortedSet<String> names() {
        return new TreeSet<>(ALL.keySet());
    }
}
