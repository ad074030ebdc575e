package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.Operation.SecurityRequirement;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads operations. Not thread-safe.
final class OperationReader {
    /// The tag of operations that Power Platform calls to learn of events, such as those that create a webhook.
    private static final String TRIGGER = "x-ms-trigger";

    private final ReadingContext context;
    private final DocumentNode root;
    private final InputReader inputs;
    private final ResponseReader responses;
    private final ServerReader servers;
    private final SecurityReader security;
    private final List<SecurityRequirement> usualSecurity;
    private final Map<String, String> ids = new HashMap<>();

    /// @param usualSecurity of operations that say nothing of security
    OperationReader(
            ReadingContext context,
            DocumentNode root,
            ServerReader servers,
            SecurityReader security,
            List<SecurityRequirement> usualSecurity) {
        this.context = context;
        this.root = root;
        this.inputs = new InputReader(context);
        this.responses = new ResponseReader(context);
        this.servers = servers;
        this.security = security;
        this.usualSecurity = usualSecurity;
    }

    /// The operation; empty, with a problem, if it cannot be called.
    ///
    /// @param item the path that it belongs to
    /// @param method the method in upper case
    Optional<Operation> read(
            String method, String path, DocumentNode item, DocumentNode operation) {
        context.limits().addSteps(1);
        var input = inputs.read(path, item, operation, mediaTypes("consumes", operation));
        if (input.isEmpty()) {
            context.problems().add(operation, "its body cannot be read; left out");
        }
        return input.map(it -> operation(method, path, item, operation, it));
    }

    private Operation operation(
            String method,
            String path,
            DocumentNode item,
            DocumentNode node,
            OperationInput input) {
        return new Operation(
                method,
                path,
                id(node),
                node.text("summary").or(() -> node.text("x-ms-summary")).orElse(""),
                node.text("description").orElse(""),
                tags(node),
                node.isTrue("deprecated"),
                ParameterReader.visibility(node),
                input.parameters(),
                input.body(),
                responses.read(node, mediaTypes("produces", node)),
                security.requirements(node).orElse(usualSecurity),
                servers(item, node));
    }

    /// Its `operationId`, unless another operation has it.
    private String id(DocumentNode operation) {
        var id = operation.text("operationId").orElse("");
        var first = id.isEmpty() ? null : ids.putIfAbsent(id, operation.place());
        if (first == null) {
            return id;
        }
        context.problems()
                .add(
                        operation,
                        "operationId %s is that of %s; this one has none".formatted(id, first));
        return "";
    }

    private List<ApiServer> servers(DocumentNode item, DocumentNode operation) {
        if (context.isSwagger()) {
            return List.of();
        }
        var own = servers.read(operation);
        return own.isEmpty() ? servers.read(item) : own;
    }

    private static List<String> tags(DocumentNode operation) {
        var tags = new ArrayList<>(operation.texts("tags"));
        operation
                .get(TRIGGER)
                .filter(it -> it.value() != JsonValue.FALSE)
                .ifPresent(_ -> tags.add(TRIGGER));
        return tags;
    }

    /// `consumes` or `produces` of Swagger 2.0: those of the operation replace those of the description.
    private List<String> mediaTypes(String keyword, DocumentNode operation) {
        if (!context.isSwagger()) {
            return List.of();
        }
        var holder = operation.has(keyword) ? operation : root;
        return MediaTypes.of(holder.texts(keyword));
    }
}
