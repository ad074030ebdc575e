package dev.connectorproxy.declarative.bundled;

import dev.connectorproxy.spi.HttpRequest;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Finds members of a body that its description does not mention. Most descriptions allow any others, so that validation does not
/// find a misspelt one. For tests only.
///
/// @param path the template of the operation
record UndescribedMembers(JsonObject description, String path, String method) {
    private static final int MAX_DEPTH = 8;

    /// Their places, such as `body/fields/sumary`.
    List<String> of(HttpRequest request) {
        var found = new ArrayList<String>();
        var content = content();
        var body = request.body().orElse(new byte[0]);
        var type = type(request);
        var schema = content.get(type) instanceof JsonObject media ? media.get("schema") : null;
        if (schema == null || body.length == 0) {
            return found;
        }
        if (type.equals("application/json")) {
            walk(
                    Json.createReader(new ByteArrayInputStream(body)).readValue(),
                    schema,
                    "body",
                    found);
        } else if (type.equals("application/x-www-form-urlencoded")) {
            form(new String(body, StandardCharsets.UTF_8))
                    .forEach((name, value) -> walk(field(name, value), schema, "form", found));
        }
        return found;
    }

    private static String type(HttpRequest request) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
                .map(header -> header.value().split(";")[0].strip().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    private JsonObject content() {
        var operation =
                object(
                        description
                                .getJsonObject("paths")
                                .getJsonObject(path)
                                .get(method.toLowerCase(Locale.ROOT)));
        return object(object(operation.get("requestBody")).get("content"));
    }

    private void walk(JsonValue value, JsonValue schema, String place, List<String> found) {
        switch (value) {
            case JsonObject object -> {
                var members = members(schema, MAX_DEPTH);
                object.forEach((name, member) -> {
                    if (members.any() || place.split("/").length > MAX_DEPTH) {
                        return;
                    }
                    var known = members.schemas().get(name);
                    if (known == null) {
                        found.add("%s/%s is not described".formatted(place, name));
                    } else {
                        walk(member, anyOf(known), place + "/" + name, found);
                    }
                });
            }
            case JsonArray array ->
                    array.forEach(element ->
                            walk(element, anyOf(items(schema, MAX_DEPTH)), place, found));
            default -> {}
        }
    }

    /// @param any whether any name is allowed
    private record Members(Map<String, List<JsonValue>> schemas, boolean any) {}

    private Members members(JsonValue schema, int depth) {
        var schemas = new TreeMap<String, List<JsonValue>>();
        boolean[] any = {false};
        boolean[] described = {false};
        alternatives(schema, depth)
                .forEach(each -> {
                    var properties = object(each.get("properties"));
                    properties.forEach((name, property) ->
                            schemas.computeIfAbsent(name, _ -> new ArrayList<>()).add(property));
                    described[0] |= !properties.isEmpty();
                    any[0] |=
                            each.containsKey("additionalProperties")
                                    && each.get("additionalProperties") != JsonValue.FALSE;
                });
        return new Members(schemas, any[0] || !described[0]);
    }

    private List<JsonValue> items(JsonValue schema, int depth) {
        return alternatives(schema, depth)
                .filter(each -> each.containsKey("items"))
                .map(each -> each.get("items"))
                .toList();
    }

    /// The schema and those that it is composed of.
    private Stream<JsonObject> alternatives(JsonValue schema, int depth) {
        var resolved = object(schema);
        return depth == 0
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(resolved),
                        Stream.of("allOf", "oneOf", "anyOf")
                                .flatMap(keyword ->
                                        resolved.get(keyword) instanceof JsonArray list
                                                ? list.stream()
                                                : Stream.empty())
                                .flatMap(each -> alternatives(each, depth - 1)));
    }

    private static JsonValue anyOf(List<JsonValue> schemas) {
        return schemas.size() == 1
                ? schemas.getFirst()
                : Json.createObjectBuilder().add("anyOf", Json.createArrayBuilder(schemas)).build();
    }

    private JsonObject object(JsonValue value) {
        var next = value;
        while (next instanceof JsonObject object && object.get("$ref") instanceof JsonString to) {
            next = Json.createPointer(to.getString().substring(1)).getValue(description);
        }
        return next instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static Map<String, String> form(String text) {
        var fields = new TreeMap<String, String>();
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    /// `a[0][b]` with a value as `{"a": [{"b": value}]}`.
    private static JsonValue field(String name, String value) {
        JsonValue nested = Json.createValue(value);
        var keys = name.replace("]", "").split("\\[");
        for (int i = keys.length - 1; i >= 0; i--) {
            nested =
                    keys[i].matches("[0-9]*")
                            ? Json.createArrayBuilder().add(nested).build()
                            : Json.createObjectBuilder().add(keys[i], nested).build();
        }
        return nested;
    }
}
