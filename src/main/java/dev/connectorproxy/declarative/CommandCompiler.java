package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.BoundOperation;
import dev.connectorproxy.declarative.file.CommandFile;
import dev.connectorproxy.declarative.file.CommandFile.Source;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.declarative.file.ParameterOverrides;
import dev.connectorproxy.declarative.file.ParameterPlace;
import dev.connectorproxy.declarative.file.SourceText;
import dev.connectorproxy.declarative.request.RequestBuilder;
import dev.connectorproxy.declarative.request.SchemaValidator;
import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.settings.SpellingSuggestion;
import dev.connectorproxy.spi.Retries;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Prepares the commands of one connector file. Immutable.
final class CommandCompiler {
    private final ConnectorFile file;
    private final List<Operation> operations;
    private final JsonObject schemas;
    private final Optional<ApiServer> documented;
    private final ErrorRules commonErrors;

    /// @throws SettingsException an expression of the rules for all commands is invalid
    CommandCompiler(ConnectorFile file, Optional<ApiDescription> description) {
        this.file = file;
        this.operations = description.map(ApiDescription::operations).orElse(List.of());
        this.schemas = description.map(ApiDescription::schemas).orElse(JsonValue.EMPTY_JSON_OBJECT);
        this.documented = description.flatMap(api -> api.servers().stream().findFirst());
        this.commonErrors = new ErrorRules(file.errors());
    }

    /// The base URL of the command, else that of the file, else that of the operation, else that of the API description.
    private BaseUrl server(CommandFile command, Operation operation) {
        var written = command.server().or(file::server);
        if (written.isPresent()) {
            var key =
                    file.credentialInPath()
                            .filter(name -> written.get().contains("{" + name + "}"));
            return BaseUrl.of(written.get(), file.variables(), key);
        }
        var own = operation.servers().stream().findFirst();
        var server =
                own.or(() -> documented)
                        .filter(known -> known.url().matches("https?://.+"))
                        .orElseThrow(() ->
                                new SettingsException(
                                        file.place()
                                                + ": server is missing, since the API description has no absolute one"));
        var values = new LinkedHashMap<String, String>();
        server.variables()
                .forEach((name, variable) -> {
                    if (!variable.defaultValue().isEmpty()) {
                        values.put(name, variable.defaultValue());
                    }
                });
        values.putAll(file.variables());
        return BaseUrl.of(server.url(), values);
    }

    /// @throws SettingsException the command does not fit the description, or an expression is invalid
    CommandPlan compile(CommandFile command) {
        var errors = new ErrorRules(command.errors()).and(commonErrors);
        var bound = bound(command);
        var offered = bound.getFirst().parameters().offered();
        var server =
                server(command, bound.getFirst().operation())
                        .withParameters(offered, place(command));
        var sent = new SentValues(offered);
        var requests = bound.stream().map(each -> request(command, each, server)).toList();
        boolean idempotent = requests.stream().allMatch(RequestPlan::isIdempotent);
        return new CommandPlan(
                new CommandCatalogue(file, command, schemas).spec(bound.getFirst(), server, errors),
                server,
                new ArgumentReader(offered, schemas, command.omitEmpty(), replaced()),
                new ArgumentChecks(command.checks()),
                sent,
                requests,
                errors,
                RefreshPlan.of(file.refresh(), offered),
                file.codes(),
                command.response(),
                command.result().map(Expressions::compile),
                command.pages().map(Pages::of),
                command.idempotency(),
                command.repeatable().orElse(idempotent || command.idempotency().isPresent()),
                command.async());
    }

    /// The parameters that a connection makes superfluous.
    private Set<String> replaced() {
        return file.credentials().stream()
                .flatMap(use -> use.replaces().stream())
                .map(SourceText::text)
                .collect(Collectors.toSet());
    }

    private static String place(CommandFile command) {
        return command.place() + ": commands." + command.name();
    }

    private List<BoundOperation> bound(CommandFile command) {
        var overrides = ParameterOverrides.of(file, command);
        var bound =
                switch (command.source()) {
                    case Source.OfRequests(var requests) -> BoundOperation.of(requests, overrides);
                    case Source.OfOperation(var name) ->
                            List.of(
                                    BoundOperation.of(
                                            operation(name, command), schemas, overrides));
                };
        return bound.stream().map(each -> each.withQuery(file.query())).toList();
    }

    private Operation operation(String name, CommandFile command) {
        return operations.stream()
                .filter(operation -> operation.id().equals(name))
                .findFirst()
                .or(() ->
                        operations.stream()
                                .filter(operation -> methodAndPath(operation).equals(name))
                                .findFirst())
                .orElseThrow(() -> unknown(name, command));
    }

    private static String methodAndPath(Operation operation) {
        return operation.method() + " " + operation.path();
    }

    private SettingsException unknown(String name, CommandFile command) {
        var known = new TreeSet<String>();
        operations.forEach(operation ->
                known.add(
                        name.contains(" ") || operation.id().isEmpty()
                                ? methodAndPath(operation)
                                : operation.id()));
        return new SettingsException(
                "%s: commands.%s.operation names '%s', which the API description does not have%s"
                        .formatted(
                                command.place(),
                                command.name(),
                                name,
                                SpellingSuggestion.hint(name, known)));
    }

    private RequestPlan request(CommandFile command, BoundOperation bound, BaseUrl server) {
        try {
            return new RequestPlan(
                    bound.when().map(Expressions::compile),
                    bound,
                    RequestBuilder.of(bound.operation(), server.example(), schemas),
                    bound.body().map(Expressions::compile),
                    body(command, bound),
                    headers(bound),
                    retries(command));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "%s: commands.%s cannot be sent: %s"
                            .formatted(command.place(), command.name(), e.getMessage()));
        }
    }

    /// Validates what a description says about a body as a whole, where callers give its properties one by one.
    private Optional<SchemaValidator> body(CommandFile command, BoundOperation bound) {
        boolean flat =
                bound.parameters().offered().stream()
                        .anyMatch(parameter -> parameter.place() instanceof ParameterPlace.InBody);
        return command.source() instanceof Source.OfOperation && flat
                ? bound.parameters()
                        .content()
                        .map(content -> SchemaValidator.of(content.schema(), schemas))
                : Optional.empty();
    }

    private Map<String, String> headers(BoundOperation bound) {
        var names = new ArrayList<String>();
        bound.headers().keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        var headers = new LinkedHashMap<String, String>(bound.headers());
        file.headers()
                .forEach((name, value) -> {
                    if (!names.contains(name.toLowerCase(Locale.ROOT))) {
                        headers.put(name, value);
                    }
                });
        return headers;
    }

    private Retries retries(CommandFile command) {
        boolean allowed = command.repeatable().orElse(true);
        return allowed
                ? new Retries(file.attempts(), Retries.NONE.backoff(), Retries.NONE.maxBackoff())
                : Retries.NONE;
    }
}
