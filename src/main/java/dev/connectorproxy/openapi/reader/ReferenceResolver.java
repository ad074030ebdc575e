package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.toolkit.PercentCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows `$ref`, within documents and to others. Not thread-safe.
final class ReferenceResolver {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_HOPS = 50;

    /// Where the named objects of a kind are, by the word that a reference to one has in it.
    private static final Map<String, List<String>> CONTAINERS =
            Map.of(
                    "definitions", List.of("definitions", "components/schemas"),
                    "schemas", List.of("components/schemas", "definitions"),
                    "parameters", List.of("parameters", "components/parameters"),
                    "responses", List.of("responses", "components/responses"));

    /// What may stand beside a `$ref` and then replaces what the target says.
    private static final List<String> OVERRIDES = List.of("summary", "description", "x-ms-summary");

    private final DocumentSet documents;
    private final ProblemList problems;
    private final Map<Target, Found> targets = new HashMap<>();
    private int depth; // of references in the middle of pointers

    ReferenceResolver(DocumentSet documents, ProblemList problems) {
        this.documents = documents;
        this.problems = problems;
    }

    /// The node, or what its reference leads to in the end; empty, with a problem, if it leads nowhere.
    Optional<DocumentNode> resolve(DocumentNode node) {
        var at = node;
        for (int hops = 0; at.reference().isPresent(); hops++) {
            if (hops == MAX_HOPS) {
                problems.add(node, "has a reference that leads to itself or through too many");
                return Optional.empty();
            }
            var next = target(at);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = overridden(next.get(), at);
        }
        return Optional.of(at);
    }

    /// A member of an object, its reference resolved; empty if there is none.
    Optional<DocumentNode> get(DocumentNode node, String name) {
        return node.get(name).flatMap(this::resolve);
    }

    /// What the `$ref` of a node leads to, which may have a `$ref` in turn; empty, with a problem, if it leads nowhere.
    Optional<DocumentNode> target(DocumentNode node) {
        var reference = node.reference().orElseThrow();
        var target = new Target(node.document(), reference);
        var found = targets.get(target);
        if (found == null) {
            targets.put(target, Found.NOTHING); // while it is sought, it leads nowhere
            found = find(node, reference);
            targets.put(target, found);
        }
        if (found.node().isEmpty()) {
            problems.add(node, "refers to " + reference + found.problem());
        }
        return found.node();
    }

    private Found find(DocumentNode node, String reference) {
        int hash = reference.indexOf('#');
        var file = hash < 0 ? reference : reference.substring(0, hash);
        var pointer = hash < 0 ? "" : reference.substring(hash + 1);
        try {
            var document = file.isEmpty() ? node.document() : documents.load(node.document(), file);
            var found = follow(document.root(), pointer).or(() -> named(node, reference));
            return new Found(found, Found.NOTHING.problem());
        } catch (IOException e) {
            return new Found(named(node, reference), ": " + e.getMessage());
        }
    }

    private Optional<DocumentNode> follow(DocumentNode root, String pointer) {
        if (pointer.isEmpty() || pointer.equals("/")) {
            return Optional.of(root);
        }
        if (!pointer.startsWith("/")) {
            return Optional.empty();
        }
        var at = Optional.of(root);
        for (var segment : pointer.substring(1).split("/", -1)) {
            at = at.flatMap(node -> step(node, segment));
        }
        return at;
    }

    private Optional<DocumentNode> step(DocumentNode node, String segment) {
        var key = segment.replace("~1", "/").replace("~0", "~");
        var decoded = PercentCodec.decodeLeniently(segment).replace("~1", "/").replace("~0", "~");
        if (node.value() instanceof JsonArray) {
            return decoded.matches("[0-9]{1,9}")
                    ? node.get(Integer.parseInt(decoded))
                    : Optional.empty();
        }
        var own = node.get(key).or(() -> node.get(decoded));
        return own.isPresent() || node.reference().isEmpty() ? own : beyond(node, segment);
    }

    private Optional<DocumentNode> beyond(DocumentNode reference, String segment) {
        if (depth == MAX_HOPS) {
            return Optional.empty();
        }
        depth++;
        var found = target(reference).flatMap(next -> step(next, segment));
        depth--;
        return found;
    }

    /// A guess for a reference with a mistake, such as `definitions/Pet` or `Pet` for `#/definitions/Pet`: what has that name among
    /// the objects of its kind.
    private Optional<DocumentNode> named(DocumentNode node, String reference) {
        var segments = reference.replace("#", "/").split("/");
        var name = segments.length == 0 ? "" : segments[segments.length - 1];
        var kind = segments.length < 2 ? "definitions" : segments[segments.length - 2];
        var found =
                CONTAINERS.getOrDefault(kind, List.of()).stream()
                        .flatMap(container ->
                                follow(node.document().root(), "/" + container + "/" + name)
                                        .stream())
                        .findFirst();
        found.ifPresent(it -> problems.add(node, reference + " is read as " + it.place()));
        return found;
    }

    private static DocumentNode overridden(DocumentNode target, DocumentNode reference) {
        if (reference.isPureReference() || !target.isObject()) {
            return target;
        }
        var overrides = JSON.createObjectBuilder(target.object());
        boolean some = false;
        for (var name : OVERRIDES) {
            JsonValue value = reference.object().get(name);
            if (value != null) {
                overrides.add(name, value);
                some = true;
            }
        }
        JsonObject merged = overrides.build();
        return some ? target.with(merged) : target;
    }

    /// A reference in a document.
    private record Target(SourceDocument document, String reference) {}

    /// What a reference leads to.
    ///
    /// @param problem why it leads nowhere, if it does
    private record Found(Optional<DocumentNode> node, String problem) {
        static final Found NOTHING = new Found(Optional.empty(), ", which does not exist");
    }
}
