package dev.connectorproxy.declarative.bundled;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;
import java.util.TreeSet;

/// A part of an API description. For tests only.
final class DescriptionPart {
    private static final Set<String> DROPPED =
            Set.of(
                    "description",
                    "summary",
                    "example",
                    "examples",
                    "externalDocs",
                    "tags",
                    "operationId",
                    "deprecated",
                    "discriminator",
                    "title",
                    "security",
                    "callbacks",
                    "servers",
                    "xml");
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "content");

    /// What clients need not send, though Microsoft's descriptions require it.
    private static final String ODATA_TYPE = "@odata.type";

    private DescriptionPart() {}

    /// The references in it.
    static Set<String> references(JsonValue value) {
        var found = new TreeSet<String>();
        switch (value) {
            case JsonObject object -> {
                if (object.get("$ref") instanceof JsonString reference) {
                    found.add(reference.getString());
                }
                object.values().forEach(member -> found.addAll(references(member)));
            }
            case JsonArray array -> array.forEach(element -> found.addAll(references(element)));
            default -> {}
        }
        return found;
    }

    static JsonValue withoutTexts(JsonValue value) {
        return withoutTexts(value, false);
    }

    /// @param named whether the members of an object are things with names, not keywords
    private static JsonValue withoutTexts(JsonValue value, boolean named) {
        return switch (value) {
            case JsonObject object -> {
                var kept = Json.createObjectBuilder();
                object.forEach((key, member) -> {
                    if (named || !DROPPED.contains(key) && !key.startsWith("x-")) {
                        kept.add(key, withoutTexts(member, !named && NAMED.contains(key)));
                    }
                });
                yield kept.build();
            }
            case JsonArray array -> {
                var kept = Json.createArrayBuilder();
                array.stream()
                        .filter(element -> !isText(element, ODATA_TYPE))
                        .forEach(element -> kept.add(withoutTexts(element, false)));
                yield kept.build();
            }
            default -> value;
        };
    }

    private static boolean isText(JsonValue value, String text) {
        return value instanceof JsonString string && string.getString().equals(text);
    }
}
