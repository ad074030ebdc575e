package dev.connectorproxy.typeahead;

import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Parses suggestions: CSV whose first line contains the keys, or JSON that contains an array of objects.
final class SuggestionParser {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_DEPTH = 64;

    private SuggestionParser() {}

    /// The lines of a CSV text as objects.
    ///
    /// @throws IllegalArgumentException it is not CSV in UTF-8 with distinct names in its first line
    static JsonArray parseCsv(byte[] bytes) {
        var lines = Csv.parse(decodeUtf8(bytes));
        var names = lines.isEmpty() ? List.<String>of() : lines.getFirst();
        if (names.isEmpty() || names.contains("") || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("its first line does not name each column once");
        }
        var array = JSON.createArrayBuilder();
        lines.stream().skip(1).map(line -> toObject(names, line)).forEach(array::add);
        return array.build();
    }

    /// The array in a JSON text, `NaN` as null; empty if there is none.
    ///
    /// @param pointer JSON Pointer (RFC 6901) to the array; empty for the root
    static Optional<JsonArray> parseJson(byte[] bytes, String pointer) {
        return JsonText.of(bytes, MAX_DEPTH)
                .or(() -> JsonText.ofPython(bytes, MAX_DEPTH))
                .map(JsonText::value)
                .flatMap(value -> resolve(value, pointer))
                .filter(JsonArray.class::isInstance)
                .map(JsonArray.class::cast);
    }

    private static Optional<JsonValue> resolve(JsonValue value, String pointer) {
        try {
            return pointer.isEmpty()
                    ? Optional.of(value)
                    : Optional.of(JSON.createPointer(pointer).getValue((JsonStructure) value));
        } catch (JsonException | ClassCastException _) {
            return Optional.empty();
        }
    }

    private static JsonObject toObject(List<String> names, List<String> fields) {
        if (fields.size() > names.size()) {
            throw new IllegalArgumentException("a line has more fields than the first one");
        }
        var object = JSON.createObjectBuilder();
        for (int i = 0; i < names.size(); i++) {
            object.add(names.get(i), i < fields.size() ? fields.get(i) : "");
        }
        return object.build();
    }

    private static String decodeUtf8(byte[] bytes) {
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not text in UTF-8", e);
        }
    }
}
