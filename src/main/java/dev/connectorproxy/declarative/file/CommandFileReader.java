package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.CommandFile.BodyForm;
import dev.connectorproxy.declarative.file.CommandFile.ResponseForm;
import dev.connectorproxy.declarative.file.CommandFile.Source;
import dev.connectorproxy.settings.SpellingSuggestion;
import dev.connectorproxy.settings.YamlNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one command of a connector file.
final class CommandFileReader {
    private static final List<String> KEYS =
            List.of(
                    "title",
                    "description",
                    "server",
                    "connection",
                    "operation",
                    "request",
                    "parameters",
                    "show",
                    "body",
                    "omit-empty",
                    "response",
                    "result",
                    "checks",
                    "errors",
                    "pages",
                    "idempotency",
                    "repeatable",
                    "async");
    private static final List<String> IDEMPOTENCY_KEYS = List.of("header", "parameter");

    private CommandFileReader() {}

    static CommandFile read(String name, YamlNode node, FileSection top) {
        var command = FileSection.of(node, "commands." + name, "a command", KEYS);
        return new CommandFile(
                name,
                command.text("title").orElse(""),
                command.text("description").map(String::strip).orElse(""),
                ConnectorFileReader.baseUrl(command),
                connected(command),
                source(command, top.has("openapi")),
                parameters(command),
                show(command),
                command.choice("body", List.of(BodyForm.values())),
                command.flag("omit-empty").orElse(false),
                command.choice("response", List.of(ResponseForm.values()))
                        .orElse(ResponseForm.JSON),
                command.source("result"),
                RuleReader.checks(command),
                RuleReader.errors(command),
                PagingReader.read(command),
                idempotency(command),
                command.flag("repeatable"),
                command.flag("async").orElse(false),
                command.place());
    }

    private static boolean connected(FileSection command) {
        var none = command.text("connection");
        if (none.filter(text -> !text.equals("none")).isPresent()) {
            throw command.refused(
                    "connection", "must be none, or be left out: types belong to the connector");
        }
        return none.isEmpty();
    }

    private static Source source(FileSection command, boolean description) {
        var operation = command.text("operation");
        if (operation.isPresent() == command.has("request")) {
            throw command.refused(
                    operation.isPresent() ? "request" : "operation",
                    operation.isPresent()
                            ? "must not be given beside operation: remove one of them"
                            : "must name an operation of the API description, unless there is a request");
        }
        if (operation.isPresent() && !description) {
            throw command.refused(
                    "operation", "must not be given in a file without openapi: use request");
        }
        return operation
                .<Source>map(Source.OfOperation::new)
                .orElseGet(() -> new Source.OfRequests(RequestFileReader.read(command)));
    }

    /// A parameter that replaces the idempotency key of a header is not sent anywhere else.
    private static Map<String, ParameterFile> parameters(FileSection command) {
        var parameters = new LinkedHashMap<>(ParameterFileReader.read(command));
        var use = idempotency(command);
        boolean elsewhere = use.flatMap(Idempotency::header).isPresent();
        use.flatMap(Idempotency::parameter)
                .ifPresent(id -> {
                    if (!parameters.containsKey(id) && command.has("request")) {
                        throw command.refused(
                                "idempotency",
                                "must name one of the parameters, which '%s' is not%s"
                                        .formatted(
                                                id,
                                                SpellingSuggestion.hint(id, parameters.keySet())));
                    }
                    if (command.has("request") && elsewhere) {
                        parameters.computeIfPresent(id, (_, parameter) -> parameter.notSent());
                    }
                });
        return parameters;
    }

    private static Optional<List<String>> show(FileSection command) {
        var show = command.texts("show");
        show.ifPresent(ids -> {
            var seen = new HashSet<String>();
            ids.stream()
                    .filter(id -> !seen.add(id))
                    .findFirst()
                    .ifPresent(twice -> {
                        throw command.refused("show", "must name '%s' once".formatted(twice));
                    });
        });
        return show;
    }

    private static Optional<Idempotency> idempotency(FileSection command) {
        return command.node("idempotency")
                .map(node ->
                        FileSection.of(
                                node,
                                command.path() + ".idempotency",
                                "idempotency",
                                IDEMPOTENCY_KEYS))
                .map(section -> {
                    var header = section.text("header");
                    var parameter = section.text("parameter");
                    if (header.isEmpty() && parameter.isEmpty()) {
                        throw section.refused(
                                "header",
                                "is missing; it is such as Idempotency-Key, unless a `parameter` has the key");
                    }
                    return new Idempotency(
                            header.map(
                                    name -> RequestFileReader.headerName(section, "header", name)),
                            parameter);
                });
    }
}
