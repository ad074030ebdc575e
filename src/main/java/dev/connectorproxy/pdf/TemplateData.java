package dev.connectorproxy.pdf;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Converts JSON to the maps, lists and texts that a template reads. Texts are escaped for HTML and for attributes in
/// quotes; numbers are the digits of the JSON.
final class TemplateData {
    private TemplateData() {}

    static Map<String, Object> of(JsonObject object) {
        var map = new LinkedHashMap<String, Object>();
        object.forEach(
                (name, value) -> toObject(value).ifPresent(converted -> map.put(name, converted)));
        return map;
    }

    /// Empty for null.
    private static Optional<Object> toObject(JsonValue value) {
        return switch (value) {
            case JsonObject object -> Optional.of(of(object));
            case JsonArray array -> Optional.of(list(array));
            case JsonString text -> Optional.of(escape(text.getString()));
            default ->
                    switch (value.getValueType()) {
                        case NULL -> Optional.empty();
                        case TRUE -> Optional.of(true);
                        case FALSE -> Optional.of(false);
                        default -> Optional.of(value.toString());
                    };
        };
    }

    private static List<Object> list(JsonArray array) {
        var list = new ArrayList<>(array.size());
        array.forEach(value -> list.add(toObject(value).orElse("")));
        return list;
    }

    static String escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.chars()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '"' -> out.append("&quot;");
                        case '\'' -> out.append("&#39;");
                        case '`' -> out.append("&#96;");
                        default -> out.append((char) c);
                    }
                });
        return out.toString();
    }
}
