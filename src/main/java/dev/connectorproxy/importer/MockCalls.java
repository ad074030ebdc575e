package dev.connectorproxy.importer;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.declarative.DeclarativeConnector;
import dev.connectorproxy.declarative.file.BoundParameter;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.importer.mock.MockApi;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Calls every command of an imported connector, as the proxy would, on a mock of the API. Used by one thread.
final class MockCalls {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final ImportPlan plan;
    private final ConnectorFile connector;
    private final MockApi mock;
    private final SampleArguments arguments;
    private final SampleResponse responses;

    MockCalls(ImportPlan plan, ConnectorFile connector, ApiDocument document) {
        this.plan = plan;
        this.connector = connector;
        this.mock = new MockApi(document.raw());
        this.arguments = new SampleArguments(plan.api().schemas());
        this.responses = new SampleResponse(plan.api().schemas());
    }

    /// What is wrong with the calls of each command, by its name; those without a problem are not there.
    Map<String, String> problems() {
        var commands =
                DeclarativeConnector.of(connector, Optional.of(plan.api()))
                        .commands(new ConnectorContext(mock, Map.of()));
        var problems = new LinkedHashMap<String, String>();
        for (int i = 0; i < commands.size(); i++) {
            var imported = plan.commands().get(i);
            problem(
                            imported,
                            commands.get(i),
                            plan.parameters(connector, connector.commands().get(i), imported)
                                    .offered())
                    .ifPresent(why -> problems.put(imported.named().reference(), why));
        }
        return problems;
    }

    /// Of a call with all arguments, then of one with the required ones alone.
    private Optional<String> problem(
            ImportedCommand imported, Command command, List<BoundParameter> parameters) {
        var problem = call(imported, command, parameters, true);
        boolean optional = parameters.stream().anyMatch(bound -> !bound.parameter().required());
        return problem.isPresent() || !optional
                ? problem
                : call(imported, command, parameters, false);
    }

    private Optional<String> call(
            ImportedCommand imported,
            Command command,
            List<BoundParameter> parameters,
            boolean optional) {
        var operation = imported.named().operation();
        mock.expect(
                plan.baseUrl(operation, connector),
                operation.method(),
                operation.path(),
                responses.of(operation));
        try {
            var sent = ArgumentCheck.check(command.spec(), arguments.of(parameters, optional));
            command.execute(withConnection(command, sent), Call.ofProxy(TIMEOUT));
            return mock.problems().stream().findFirst();
        } catch (ConnectorException e) {
            return Optional.of("the generated arguments are refused: " + e.getMessage());
        } catch (RuntimeException e) {
            return Optional.of("a defect: " + e);
        }
    }

    /// With the values that a connection would give for the variables of the base URL, if they have none.
    private static Arguments withConnection(Command command, Arguments sent) {
        var texts = new HashMap<>(sent.texts());
        command.spec()
                .details()
                .connections()
                .forEach(use ->
                        use.parameters()
                                .forEach((field, id) ->
                                        texts.putIfAbsent(
                                                id,
                                                JsonText.ofString(
                                                        use.defaults()
                                                                .getOrDefault(
                                                                        field,
                                                                        ImportPlan
                                                                                .ANY_VARIABLE)))));
        return new Arguments(texts);
    }
}
