package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.BoundOperation;
import dev.connectorproxy.declarative.file.CommandFile;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.declarative.file.CredentialUse;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the catalogue says about a command of a file.
///
/// @param schemas the named schemas of the API description
record CommandCatalogue(ConnectorFile file, CommandFile command, JsonObject schemas) {

    CommandSpec spec(BoundOperation bound, BaseUrl server, ErrorRules errors) {
        var operation = bound.operation();
        return new CommandSpec(
                command.name(),
                description(operation),
                bound.parameters().parameters(),
                errors(errors, server, bound),
                true,
                new CommandDetails(
                        command.title().isEmpty() ? operation.summary() : command.title(),
                        Optional.of(SchemaBundle.ofArguments(bound.parameters(), schemas)),
                        outputSchema(operation),
                        connections(server, bound)));
    }

    private String description(Operation operation) {
        if (!command.description().isEmpty()) {
            return command.description();
        }
        return operation.description().isEmpty() ? operation.summary() : operation.description();
    }

    private List<String> errors(ErrorRules rules, BaseUrl server, BoundOperation bound) {
        boolean expressions =
                command.result().isPresent()
                        || command.pages().isPresent()
                        || bound.body().isPresent();
        return Stream.of(
                        rules.codes().stream(),
                        Stream.of("HttpError<status>", ErrorCode.JSON_DECODE_ERROR.code()),
                        ErrorCode.EGRESS_ERRORS.stream(),
                        Stream.of(ErrorCode.TOO_MANY_REDIRECTS.code()),
                        expressions || !command.checks().isEmpty()
                                ? Stream.of(ErrorCode.EXPRESSION_FAILED.code())
                                : Stream.<String>empty(),
                        server.isFixed() && file.credentials().isEmpty()
                                ? Stream.<String>empty()
                                : Stream.of(ErrorCode.CONNECTOR_NOT_CONFIGURED.code()))
                .flatMap(codes -> codes)
                .distinct()
                .toList();
    }

    /// What a successful response is, where the result is the response.
    private Optional<JsonObject> outputSchema(Operation operation) {
        if (command.result().isPresent() || command.pages().isPresent()) {
            return Optional.empty();
        }
        return operation.responses().entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> response.getValue().contents().entrySet().stream())
                .filter(content -> content.getKey().contains("json"))
                .map(content -> SchemaBundle.with(content.getValue().schema(), schemas))
                .findFirst();
    }

    private List<ConnectionUse> connections(BaseUrl server, BoundOperation bound) {
        return file.credentials().stream()
                .map(use ->
                        new ConnectionUse(use.type(), parameters(use, server, bound))
                                .withOrigins(server.origin().stream().toList())
                                .withDefaults(
                                        use.key().map(CommandCatalogue::defaults).orElse(Map.of())))
                .toList();
    }

    /// Those that a connection fills, by its fields.
    private Map<String, String> parameters(
            CredentialUse use, BaseUrl server, BoundOperation bound) {
        var parameters = new HashMap<>(server.parameters());
        use.parameter()
                .ifPresent(id -> {
                    if (bound.parameters().parameters().stream()
                            .noneMatch(
                                    known -> known.id().equals(id) && known.details().secret())) {
                        throw new SettingsException(
                                "%s: connection.parameter names '%s', which is no parameter of commands.%s with secret: true"
                                        .formatted(file.place(), id, command.name()));
                    }
                    parameters.put("key", id);
                });
        return parameters;
    }

    /// Where the credential goes, in the fields of a connection of the type `api-key`.
    private static Map<String, String> defaults(CredentialUse.Key key) {
        var fields = new HashMap<String, String>();
        fields.put("in", key.in().name().toLowerCase(Locale.ROOT));
        fields.put("key-name", key.name());
        if (!key.prefix().isBlank()) {
            fields.put("prefix", key.prefix());
        }
        return fields;
    }
}
