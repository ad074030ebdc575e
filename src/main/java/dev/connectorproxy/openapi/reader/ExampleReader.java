package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/// The first example of a parameter or media type.
final class ExampleReader {
    private ExampleReader() {}

    /// @param holder of `example` or `examples`
    /// @param schema of the value, which may have examples of its own
    static Optional<JsonValue> read(
            DocumentNode holder, JsonObject schema, ReferenceResolver references) {
        return holder.get("example")
                .or(() -> holder.get("x-example"))
                .map(DocumentNode::value)
                .or(() -> named(holder, references))
                .or(() -> first(schema));
    }

    private static Optional<JsonValue> named(DocumentNode holder, ReferenceResolver references) {
        return holder.get("examples").stream()
                .flatMap(examples -> examples.members().stream())
                .flatMap(example -> references.resolve(example).stream())
                .flatMap(example -> references.get(example, "value").stream())
                .map(DocumentNode::value)
                .findFirst();
    }

    private static Optional<JsonValue> first(JsonObject schema) {
        return schema.get("examples") instanceof JsonArray examples && !examples.isEmpty()
                ? Optional.of(examples.getFirst())
                : Optional.empty();
    }
}
