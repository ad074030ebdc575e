package dev.connectorproxy.declarative.request;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/// Where a JSON body has files, according to its schema. A data URL there is replaced by its content as base64, the only form that JSON
/// has for it. Of a schema inside itself only the outermost level is looked at. Immutable.
///
/// @param isFile whether the value itself is a file
/// @param members of an object, those with files
/// @param elements of a list
record FilePlaces(boolean isFile, Map<String, FilePlaces> members, Optional<FilePlaces> elements) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final FilePlaces NONE = new FilePlaces(false, Map.of(), Optional.empty());

    static FilePlaces of(JsonObject schema, SchemaLookup schemas) {
        return new Reader(schemas, new IdentityHashMap<>()).read(schema);
    }

    boolean isEmpty() {
        return this == NONE;
    }

    /// The value with the contents of its files.
    ///
    /// @param name of the place, for error messages
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`: a file is malformed
    JsonValue encode(String name, JsonValue value) {
        return switch (value) {
            case JsonString _ when isFile -> FileContent.base64(name, value);
            case JsonArray array when elements.isPresent() -> {
                var encoded = JSON.createArrayBuilder();
                array.forEach(element -> encoded.add(elements.get().encode(name, element)));
                yield encoded.build();
            }
            case JsonObject object when !members.isEmpty() -> {
                var encoded = JSON.createObjectBuilder();
                object.forEach((key, member) ->
                        encoded.add(key, members.getOrDefault(key, NONE).encode(key, member)));
                yield encoded.build();
            }
            default -> value;
        };
    }

    /// @param known what has been read, or is being read
    private record Reader(SchemaLookup schemas, Map<JsonObject, FilePlaces> known) {

        private FilePlaces read(JsonObject schema) {
            var resolved = schemas.resolve(schema);
            var before = known.putIfAbsent(resolved, NONE);
            if (before != null) {
                return before;
            }
            var read = readResolved(resolved);
            known.put(resolved, read);
            return read;
        }

        private FilePlaces readResolved(JsonObject schema) {
            boolean isFile = schemas.isFile(schema) || schemas.isBase64(schema);
            var members = new HashMap<String, FilePlaces>();
            addMembers(schema, members);
            var elements =
                    Optional.of(read(schemas.items(schema))).filter(places -> !places.isEmpty());
            return isFile || !members.isEmpty() || elements.isPresent()
                    ? new FilePlaces(isFile, Map.copyOf(members), elements)
                    : NONE;
        }

        private void addMembers(JsonObject schema, Map<String, FilePlaces> members) {
            if (schema.get("properties") instanceof JsonObject properties) {
                properties.forEach((name, property) -> {
                    if (property instanceof JsonObject object && !read(object).isEmpty()) {
                        members.put(name, read(object));
                    }
                });
            }
            for (var keyword : new String[] {"allOf", "oneOf", "anyOf"}) {
                if (schema.get(keyword) instanceof JsonArray parts) {
                    for (var part : parts) {
                        if (part instanceof JsonObject object) {
                            members.putAll(read(object).members());
                        }
                    }
                }
            }
        }
    }
}
