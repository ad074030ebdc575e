package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.Operation.SecurityRequirement;
import dev.connectorproxy.openapi.Operation.Visibility;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.ResponseDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the operations of a description of any version. Used by one thread.
final class OperationsReader {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final Located root;
    private final Documents documents;
    private final Version version;
    private final Set<String> ids = new HashSet<>();

    OperationsReader(Located root, Documents documents, Version version) {
        this.root = root;
        this.documents = documents;
        this.version = version;
    }

    List<Operation> read() {
        var operations = new ArrayList<Operation>();
        for (var path : root.members("paths")) {
            if (!path.name().startsWith("x-")) {
                documents
                        .resolve(path.located())
                        .ifPresent(item -> addAll(path.name(), item, operations));
            }
        }
        return operations;
    }

    private void addAll(String template, Located item, List<Operation> operations) {
        for (var member : item.members()) {
            if (METHODS.contains(member.name().toLowerCase(Locale.ROOT))) {
                documents
                        .resolve(member.located())
                        .ifPresent(operation ->
                                operations.add(
                                        operation(template, item, member.name(), operation)));
            }
        }
    }

    private Operation operation(String template, Located item, String method, Located operation) {
        var path = OperationPath.of(template, operation, documents);
        var declared = parameters(item, operation);
        var body = version.body(operation, declared);
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path.text(),
                id(operation),
                operation.text("summary").orElse("").strip(),
                operation.text("description").orElse("").strip(),
                operation.texts("tags"),
                operation.flag("deprecated"),
                visibility(operation),
                path.withVariables(read(declared), operation, documents),
                body,
                responses(operation),
                security(operation),
                servers(item, operation));
    }

    private String id(Located operation) {
        var id = operation.text("operationId").orElse("").strip();
        if (!id.isEmpty() && !ids.add(id)) {
            documents.problem(operation, "the operationId " + id + " stands twice");
        }
        return id;
    }

    /// Those of the operation replace those of its path with the same name and place.
    private List<Located> parameters(Located item, Located operation) {
        var all = new LinkedHashMap<String, Located>();
        for (var owner : List.of(item, operation)) {
            for (var declared : owner.elements("parameters")) {
                documents
                        .resolve(declared)
                        .ifPresent(parameter ->
                                all.put(
                                        parameter.text("in").orElse("")
                                                + " "
                                                + parameter.text("name").orElse(""),
                                        parameter));
            }
        }
        return List.copyOf(all.values());
    }

    private List<OperationParameter> read(List<Located> declared) {
        return declared.stream()
                .flatMap(parameter -> version.parameter(parameter).stream())
                .toList();
    }

    private Map<String, ResponseDescription> responses(Located operation) {
        var responses = new LinkedHashMap<String, ResponseDescription>();
        for (var member : operation.members("responses")) {
            if (member.name().matches("[1-5]([0-9][0-9]|XX|xx)|default")) {
                documents
                        .resolve(member.located())
                        .ifPresent(response ->
                                responses.put(
                                        member.name().replace("xx", "XX"),
                                        version.response(operation, response)));
            }
        }
        return responses;
    }

    private List<SecurityRequirement> security(Located operation) {
        var owner = operation.get("security").isPresent() ? operation : root;
        return owner.elements("security").stream()
                .map(alternative -> {
                    var scopes = new LinkedHashMap<String, List<String>>();
                    alternative
                            .members()
                            .forEach(scheme ->
                                    scopes.put(scheme.name(), alternative.texts(scheme.name())));
                    return new SecurityRequirement(scopes);
                })
                .toList();
    }

    private List<ApiServer> servers(Located item, Located operation) {
        if (operation.get("servers").isPresent()) {
            return version.servers(operation);
        }
        return item.get("servers").isPresent() ? version.servers(item) : List.of();
    }

    static Visibility visibility(Located at) {
        return at.text("x-ms-visibility")
                .flatMap(word ->
                        switch (word.strip().toLowerCase(Locale.ROOT)) {
                            case "important" -> Optional.of(Visibility.IMPORTANT);
                            case "advanced" -> Optional.of(Visibility.ADVANCED);
                            case "internal" -> Optional.of(Visibility.INTERNAL);
                            default -> Optional.<Visibility>empty();
                        })
                .orElse(Visibility.NORMAL);
    }

    /// Where a parameter is sent; empty for the body, and, reported, for a place that there is not.
    static Optional<Location> location(Located parameter, Documents documents) {
        return switch (parameter.text("in").orElse("").toLowerCase(Locale.ROOT)) {
            case "path" -> Optional.of(Location.PATH);
            case "query" -> Optional.of(Location.QUERY);
            case "header" -> Optional.of(Location.HEADER);
            case "cookie" -> Optional.of(Location.COOKIE);
            case "body", "formdata" -> Optional.empty();
            default -> {
                documents.problem(parameter, "a parameter is in no place that there is");
                yield Optional.empty();
            }
        };
    }
}
