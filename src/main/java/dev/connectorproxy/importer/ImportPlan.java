package dev.connectorproxy.importer;

import dev.connectorproxy.declarative.DeclarativeConnector;
import dev.connectorproxy.declarative.file.CommandFile;
import dev.connectorproxy.declarative.file.CommandParameters;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.declarative.file.ParameterOverrides;
import dev.connectorproxy.declarative.request.RequestBuilder;
import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an import of an API makes of it.
///
/// @param name of the connector
/// @param commands in the order of the description
/// @param omitted operations that become no command, by the reason
record ImportPlan(
        String name,
        ApiDescription api,
        Credentials credentials,
        List<ImportedCommand> commands,
        Map<String, List<NamedOperation>> omitted) {
    /// With the parameters `errors` and, where there are credentials, `connection`, which the proxy adds.
    private static final int MAX_PARAMETERS = 8;

    static final String ANY_VARIABLE = "x";
    private static final String ANY_SERVER = "https://api.example.com";

    /// @throws SettingsException an operation or a tag that was asked for does not exist
    static ImportPlan of(String name, ApiDescription api, Selection selection) {
        var choice = OperationChoice.of(NamedOperation.of(api.operations()), selection);
        var omitted = new LinkedHashMap<>(choice.omitted());
        var operations = choice.chosen().stream().map(NamedOperation::operation).toList();
        var credentials = Credentials.of(api, operations);
        int added = credentials.uses().isEmpty() ? 1 : 2;
        int limit = selection.all() ? Integer.MAX_VALUE : MAX_PARAMETERS - added;
        var commands = new ArrayList<ImportedCommand>();
        for (var named : choice.chosen()) {
            var problem = problem(api, named.operation(), credentials);
            try {
                if (problem.isEmpty()) {
                    commands.add(
                            new ImportedCommand(
                                    named,
                                    ParameterChoice.of(named.operation(), api.schemas(), limit),
                                    credentials.keysOf(named.operation())));
                    continue;
                }
            } catch (SettingsException e) {
                problem = e.getMessage();
            }
            omitted.computeIfAbsent(problem, _ -> new ArrayList<>()).add(named);
        }
        return new ImportPlan(name, api, credentials, commands, omitted);
    }

    /// Whether the description says where the API is.
    boolean hasServer() {
        return server().url().matches("https?://.+");
    }

    /// The path of the description's server.
    String serverPath() {
        return filled(server()).replaceFirst("^https?://[^/]*", "").replaceFirst("^(?!/)", "/");
    }

    /// A base URL for a check, where the description does not say it.
    Optional<String> checkServer() {
        return hasServer()
                ? Optional.empty()
                : Optional.of(ANY_SERVER + serverPath().replaceFirst("/$", ""));
    }

    /// Where a request of an operation goes: the base URL of the file, else of the operation, else of the description; variables have their
    /// default values, or [#ANY_VARIABLE].
    String baseUrl(Operation operation, ConnectorFile connector) {
        return connector
                .server()
                .map(url -> url.replaceAll("\\{[^{}]*}", ANY_VARIABLE))
                .orElseGet(() -> filled(operation.servers().stream().findFirst().orElse(server())));
    }

    private static String filled(ApiServer server) {
        var filled = server.url();
        for (var variable : server.variables().entrySet()) {
            var value = variable.getValue().defaultValue();
            filled =
                    filled.replace(
                            "{" + variable.getKey() + "}", value.isEmpty() ? ANY_VARIABLE : value);
        }
        return filled.replaceAll("\\{[^{}]*}", ANY_VARIABLE);
    }

    private ApiServer server() {
        return api.servers().isEmpty() ? new ApiServer("/", Map.of()) : api.servers().getFirst();
    }

    /// Why an operation cannot be called; empty if it can.
    private static String problem(
            ApiDescription api, Operation operation, Credentials credentials) {
        boolean relative =
                operation.servers().stream()
                        .limit(1)
                        .anyMatch(own -> !own.url().matches("https?://.+"));
        if (relative) {
            return "its own server is no absolute URL";
        }
        if (!credentials.suffice(operation)) {
            return "its credentials cannot be given";
        }
        return RequestBuilder.unsupported(operation, api.schemas()).orElse("");
    }

    /// The same without the commands that cannot be prepared, which are omitted.
    ///
    /// @param server the base URL instead of that of the description
    ImportPlan usable(Optional<String> server) {
        if (failure(commands, server).isEmpty()) {
            return this;
        }
        var good = new ArrayList<ImportedCommand>();
        var bad = new LinkedHashMap<>(omitted);
        for (var command : commands) {
            failure(List.of(command), server)
                    .ifPresentOrElse(
                            why ->
                                    bad.computeIfAbsent(why, _ -> new ArrayList<>())
                                            .add(command.named()),
                            () -> good.add(command));
        }
        return new ImportPlan(name, api, credentials, good, bad);
    }

    private Optional<String> failure(List<ImportedCommand> some, Optional<String> server) {
        var plan = new ImportPlan(name, api, credentials, some, omitted);
        try {
            if (!some.isEmpty()) {
                DeclarativeConnector.of(
                        plan.readBack(name, ConnectorText.of(plan, server, name)),
                        Optional.of(api));
            }
            return Optional.empty();
        } catch (SettingsException | IllegalArgumentException e) {
            return Optional.of(
                    "it cannot be prepared: "
                            + e.getMessage().replaceFirst("^%s:[0-9]+: ".formatted(name), ""));
        }
    }

    /// Reads a text that was written for this plan, and makes sure that it says the same.
    ///
    /// @param file its name in messages
    /// @throws SettingsException it does not
    ConnectorFile readBack(String file, String text) {
        var connector = ConnectorFile.read(file, text);
        for (int i = 0; i < commands.size(); i++) {
            var command = connector.commands().get(i);
            var ids =
                    parameters(connector, command, commands.get(i)).parameters().stream()
                            .map(parameter -> parameter.id())
                            .toList();
            if (!ids.equals(commands.get(i).show())) {
                throw new SettingsException(
                        "%s: commands.%s would have other parameters than intended; please report this"
                                .formatted(file, command.name()));
            }
        }
        return connector;
    }

    /// The parameters of a command as the running connector has them.
    CommandParameters parameters(
            ConnectorFile connector, CommandFile command, ImportedCommand imported) {
        return CommandParameters.of(
                imported.named().operation(),
                api.schemas(),
                ParameterOverrides.of(connector, command));
    }
}
