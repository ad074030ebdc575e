package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.Operation;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Walks through the paths of a description.
final class PathsReader {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final Set<String> OTHER_KEYS =
            Set.of("$ref", "summary", "description", "servers", "parameters");

    private final ReadingContext context;
    private final OperationReader operations;

    PathsReader(ReadingContext context, OperationReader operations) {
        this.context = context;
        this.operations = operations;
    }

    /// The operations in the order of the description.
    List<Operation> read(DocumentNode root) {
        var found = new ArrayList<Operation>();
        var paths = context.references().get(root, "paths");
        if (paths.isEmpty()) {
            context.problems().add(root, "has no paths");
        }
        for (var item : paths.map(DocumentNode::members).orElse(List.of())) {
            if (!item.key().startsWith("x-")) {
                resolved(item).ifPresent(it -> read(path(item), it, found));
            }
        }
        return found;
    }

    /// The path as it is sent: it begins with a slash and has no fragment.
    private String path(DocumentNode item) {
        var path = item.key().strip();
        int fragment = path.indexOf('#');
        if (fragment >= 0) {
            context.problems().add(item, "is sent without the part from # on");
            path = path.substring(0, fragment);
        }
        if (!path.startsWith("/")) {
            context.problems().add(item, "does not begin with a slash; one is added");
            path = "/" + path;
        }
        return PathVariables.withoutOperators(path);
    }

    /// The item with what stands beside its reference, if it has one.
    private Optional<DocumentNode> resolved(DocumentNode item) {
        if (!item.isObject()) {
            context.problems().add(item, "is not a path with operations; left out");
            return Optional.empty();
        }
        if (item.reference().isEmpty()) {
            return Optional.of(item);
        }
        var target = context.references().resolve(item);
        if (target.isEmpty() || item.isPureReference()) {
            return target;
        }
        JsonObject beside = JSON.createObjectBuilder(item.object()).remove("$ref").build();
        return Optional.of(target.get().with(merged(target.get().object(), beside)));
    }

    private static JsonObject merged(JsonObject target, JsonObject beside) {
        var merged = JSON.createObjectBuilder(target);
        beside.forEach(merged::add);
        return merged.build();
    }

    private void read(String path, DocumentNode item, List<Operation> found) {
        for (var member : item.members()) {
            var key = member.key();
            if (METHODS.contains(key.toLowerCase(Locale.ROOT))) {
                operation(path, item, member).ifPresent(found::add);
            } else if (!key.startsWith("x-") && !OTHER_KEYS.contains(key)) {
                context.problems().add(member, "is not a method that is known; left out");
            }
        }
    }

    private Optional<Operation> operation(String path, DocumentNode item, DocumentNode member) {
        var operation = context.references().resolve(member);
        if (operation.filter(DocumentNode::isObject).isEmpty()) {
            context.problems().add(member, "is not an operation; left out");
            return Optional.empty();
        }
        return operations.read(member.key().toUpperCase(Locale.ROOT), path, item, operation.get());
    }
}
