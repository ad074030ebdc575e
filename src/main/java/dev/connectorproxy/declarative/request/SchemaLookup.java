package dev.connectorproxy.declarative.request;

import dev.connectorproxy.toolkit.PercentCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Questions about schemas, whose references are followed. Immutable.
///
/// @param schemas the named schemas: `#/$defs/NAME` refers to one
record SchemaLookup(JsonObject schemas) {
    private static final String DEFS = "#/$defs/";
    private static final int MAX_REFERENCES = 20;

    /// Whether the value is a file, which is sent raw: a string of the format `binary`, or one with a binary `contentMediaType`.
    boolean isFile(JsonObject schema) {
        var resolved = resolve(schema);
        var mediaType = text(resolved, "contentMediaType");
        return text(resolved, "format").equals("binary")
                || !mediaType.isEmpty()
                        && !isBase64(schema)
                        && BodyKind.of(mediaType, false, false)
                                .equals(Optional.of(BodyKind.BINARY));
    }

    /// Whether the value is base64 text: a string of the format `byte`, or with that `contentEncoding`.
    boolean isBase64(JsonObject schema) {
        var resolved = resolve(schema);
        return text(resolved, "format").equals("byte")
                || text(resolved, "contentEncoding").equalsIgnoreCase("base64");
    }

    /// Whether the schema itself, not one that it refers to, is that of a file or a base64 text.
    boolean isFileOrBase64(JsonObject schema) {
        return !schema.containsKey("$ref")
                && !schema.containsKey("allOf")
                && (isFile(schema) || isBase64(schema));
    }

    private boolean isReadOnly(JsonObject schema) {
        return schema.get("readOnly") == JsonValue.TRUE
                || resolve(schema).get("readOnly") == JsonValue.TRUE;
    }

    /// The properties that the schema, or one that it includes, says are only for responses.
    Set<String> readOnlyProperties(JsonObject schema) {
        var names = new HashSet<String>();
        addReadOnly(schema, names, MAX_REFERENCES);
        return names;
    }

    private void addReadOnly(JsonObject schema, Set<String> names, int depth) {
        var resolved = resolve(schema);
        if (resolved.get("properties") instanceof JsonObject properties) {
            properties.forEach((name, property) -> {
                if (property instanceof JsonObject object && isReadOnly(object)) {
                    names.add(name);
                }
            });
        }
        if (depth > 0 && resolved.get("allOf") instanceof JsonArray all) {
            for (var part : all) {
                if (part instanceof JsonObject object) {
                    addReadOnly(object, names, depth - 1);
                }
            }
        }
    }

    /// Whether the value is a string and nothing else, but perhaps null.
    boolean isText(JsonObject schema) {
        return switch (resolve(schema).get("type")) {
            case JsonString type -> type.getString().equals("string");
            case JsonArray types ->
                    types.getValuesAs(JsonString.class).stream()
                                    .map(JsonString::getString)
                                    .allMatch(type -> type.equals("string") || type.equals("null"))
                            && !types.isEmpty();
            case null, default -> isFile(schema) || isBase64(schema);
        };
    }

    /// The schema of a property; `{}` if it has none.
    JsonObject property(JsonObject schema, String name) {
        return resolve(schema).get("properties") instanceof JsonObject properties
                        && properties.get(name) instanceof JsonObject property
                ? property
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /// The schema of the elements of a list; `{}` if it has none.
    JsonObject items(JsonObject schema) {
        return resolve(schema).get("items") instanceof JsonObject items
                ? items
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /// What the schema refers to, or an `allOf` with a single schema consists of; or itself.
    JsonObject resolve(JsonObject schema) {
        var resolved = schema;
        for (int i = 0; i < MAX_REFERENCES; i++) {
            JsonValue next =
                    resolved.get("$ref") instanceof JsonString reference
                            ? named(reference.getString()).orElse(null)
                            : resolved.get("allOf") instanceof JsonArray all && all.size() == 1
                                    ? all.getFirst()
                                    : null;
            if (!(next instanceof JsonObject target) || isOwn(resolved)) {
                break;
            }
            resolved = target;
        }
        return resolved;
    }

    /// The schema that a reference names; empty if there is none, or it is a reference of another kind.
    Optional<JsonObject> named(String reference) {
        return name(reference).map(name -> schemas.get(name).asJsonObject());
    }

    /// The name of the schema that a reference names.
    Optional<String> name(String reference) {
        if (!reference.startsWith(DEFS)) {
            return Optional.empty();
        }
        var token = reference.substring(DEFS.length());
        return Optional.of(token)
                .filter(this::isSchema)
                .or(() ->
                        PercentCodec.decode(token)
                                .map(text -> text.replace("~1", "/").replace("~0", "~"))
                                .filter(this::isSchema));
    }

    private boolean isSchema(String name) {
        return schemas.get(name) instanceof JsonObject;
    }

    /// Whether the schema says beside the reference what its values are.
    private static boolean isOwn(JsonObject schema) {
        return schema.containsKey("type")
                || schema.containsKey("format")
                || schema.containsKey("properties");
    }

    private static String text(JsonObject schema, String key) {
        return schema.get(key) instanceof JsonString text ? text.getString() : "";
    }
}
