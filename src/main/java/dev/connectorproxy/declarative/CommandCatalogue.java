package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.BoundOperation;
import dev.connectorproxy.declarative.file.CommandFile;
import dev.connectorproxy.declarative.file.CommandFile.ResponseForm;
import dev.connectorproxy.declarative.file.CommandParameters;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.declarative.file.CredentialUse;
import dev.connectorproxy.declarative.file.SourceText;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What the catalogue says about a command of a file.
///
/// @param schemas the named schemas of the API description
record CommandCatalogue(ConnectorFile file, CommandFile command, JsonObject schemas) {
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final JsonObject QUOTED =
            JSON.createObjectBuilder()
                    .add("type", "string")
                    .add("contentMediaType", "application/json")
                    .build();

    CommandSpec spec(BoundOperation bound, BaseUrl server, ErrorRules errors) {
        var operation = bound.operation();
        return new CommandSpec(
                command.name(),
                description(operation),
                bound.parameters().parameters(),
                errors(errors, server, isComputed(bound)),
                true,
                new CommandDetails(
                        command.title().isEmpty() ? operation.summary() : command.title(),
                        Optional.of(SchemaBundle.ofArguments(bound.parameters(), schemas)),
                        outputSchema(operation),
                        connections(server, bound.parameters())));
    }

    private String description(Operation operation) {
        if (!command.description().isEmpty()) {
            return command.description();
        }
        return operation.description().isEmpty() ? operation.summary() : operation.description();
    }

    /// Whether the request is computed from the arguments.
    private static boolean isComputed(BoundOperation bound) {
        return bound.body().isPresent()
                || bound.parameters().offered().stream()
                        .anyMatch(parameter -> parameter.sendAs().isPresent());
    }

    private List<String> errors(ErrorRules rules, BaseUrl server, boolean computed) {
        boolean expressions =
                command.result().isPresent() || command.pages().isPresent() || computed;
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
                                : Stream.of(ErrorCode.CONNECTOR_NOT_CONFIGURED.code()),
                        Stream.of(file.codes().get(ErrorCode.INVALID_PARAMETERS.code()))
                                .filter(Objects::nonNull))
                .flatMap(codes -> codes)
                .map(code -> file.codes().getOrDefault(code, code))
                .distinct()
                .toList();
    }

    /// What a successful response is, where the result is the response.
    private Optional<JsonObject> outputSchema(Operation operation) {
        if (command.response() == ResponseForm.QUOTED) {
            return Optional.of(QUOTED);
        }
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

    private List<ConnectionUse> connections(BaseUrl server, CommandParameters parameters) {
        if (!command.connected()) {
            return List.of();
        }
        var ids = parameters.parameters().stream().map(Parameter::id).toList();
        return file.credentials().stream()
                .map(use ->
                        new ConnectionUse(use.type(), filled(use, server, parameters))
                                .withOrigins(server.origin().stream().toList())
                                .withCredentials(
                                        use.replaces().stream()
                                                .map(SourceText::text)
                                                .filter(ids::contains)
                                                .toList())
                                .withDefaults(defaults(use, server)))
                .toList();
    }

    private static Map<String, String> defaults(CredentialUse use, BaseUrl server) {
        var fields = new HashMap<>(server.defaults());
        use.key().map(CommandCatalogue::defaults).ifPresent(fields::putAll);
        return fields;
    }

    /// Those that a connection fills, by its fields.
    private Map<String, String> filled(
            CredentialUse use, BaseUrl server, CommandParameters parameters) {
        var filled = new HashMap<>(server.parameters());
        use.parameter()
                .ifPresent(id -> {
                    if (parameters.parameters().stream()
                            .noneMatch(
                                    known -> known.id().equals(id) && known.details().secret())) {
                        throw new SettingsException(
                                "%s: connection.parameter names '%s', which is no parameter of commands.%s with secret: true"
                                        .formatted(file.place(), id, command.name()));
                    }
                    filled.put("key", id);
                });
        return filled;
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
