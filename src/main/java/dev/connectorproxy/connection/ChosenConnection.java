package dev.connectorproxy.connection;

import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonString;
import jakarta.json.JsonValue.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A connection, and how the command of a call uses it.
record ChosenConnection(Connection connection, ConnectionUse use) {

    String name() {
        return connection.name();
    }

    boolean authorizesRequests() {
        return connection.authorizesRequests(use);
    }

    /// Whether the arguments of a call are checked otherwise with the connection: it fills parameters, or replaces required ones.
    boolean givesParametersOf(CommandSpec spec) {
        return !use.parameters().isEmpty()
                || spec.parameters().stream()
                        .anyMatch(parameter ->
                                parameter.required() && use.credentials().contains(parameter.id()));
    }

    /// The first argument that gives what the connection gives.
    Optional<String> credentialAmong(Map<String, JsonText> arguments) {
        return credentialAmong(use, arguments);
    }

    /// The first argument with credentials of such a use. An empty text counts as missing.
    static Optional<String> credentialAmong(ConnectionUse use, Map<String, JsonText> arguments) {
        return Stream.concat(use.parameters().values().stream(), use.credentials().stream())
                .filter(id -> isGiven(arguments.get(id)))
                .sorted()
                .findFirst();
    }

    static boolean isGiven(JsonText value) {
        return value != null
                && value.type() != ValueType.NULL
                && !(value.type() == ValueType.STRING
                        && ((JsonString) value.value()).getString().isEmpty());
    }
}
