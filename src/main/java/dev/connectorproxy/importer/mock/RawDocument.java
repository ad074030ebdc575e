package dev.connectorproxy.importer.mock;

import dev.connectorproxy.toolkit.PercentCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The JSON of an API description in one document: Swagger 2.0, OpenAPI 3.0 or 3.1.
record RawDocument(JsonObject root) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_REFERENCES = 50;

    /// Whether it is Swagger 2.0.
    boolean isSwagger() {
        return root.containsKey("swagger");
    }

    /// Whether its schemas are JSON Schema as it is, which has `null` among the types.
    boolean hasJsonSchema() {
        return !isSwagger() && !root.getString("openapi", "").startsWith("3.0");
    }

    /// The object, or what it refers to; empty if that does not exist.
    JsonObject resolved(JsonValue value) {
        var next = value;
        for (int i = 0; i < MAX_REFERENCES; i++) {
            if (!(next instanceof JsonObject object)) {
                return JsonValue.EMPTY_JSON_OBJECT;
            }
            if (!(object.get("$ref") instanceof JsonString reference)) {
                return object;
            }
            next = target(reference.getString()).orElse(JsonValue.NULL);
        }
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    /// What a reference within the document refers to.
    Optional<JsonValue> target(String reference) {
        if (!reference.startsWith("#")) {
            return Optional.empty();
        }
        var pointer = PercentCodec.decodeLeniently(reference.substring(1));
        try {
            return Optional.of(
                    pointer.isEmpty() ? root : JSON.createPointer(pointer).getValue(root));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    /// The operation in its own words.
    Optional<RawOperation> operation(String method, String path) {
        var item = resolved(child(root, "paths").get(path));
        var operation = resolved(item.get(method.toLowerCase(Locale.ROOT)));
        return operation.isEmpty()
                ? Optional.empty()
                : Optional.of(new RawOperation(this, path, item, operation));
    }

    /// The names of the keys that the security schemes have there.
    List<String> keys(String place) {
        var schemes =
                isSwagger()
                        ? child(root, "securityDefinitions")
                        : child(child(root, "components"), "securitySchemes");
        return schemes.values().stream()
                .map(this::resolved)
                .filter(scheme -> scheme.getString("in", "").equals(place))
                .map(scheme -> scheme.getString("name", ""))
                .toList();
    }

    static JsonObject child(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    static List<JsonValue> elements(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonArray array ? array : List.of();
    }

    static Map<String, JsonValue> members(JsonObject parent, String name) {
        return child(parent, name);
    }
}
