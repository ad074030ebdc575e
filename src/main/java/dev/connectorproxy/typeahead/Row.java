package dev.connectorproxy.typeahead;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A suggestion, and the texts by which it is found.
///
/// @param texts folded
record Row(JsonObject suggestion, List<String> texts) {
    Row {
        Objects.requireNonNull(suggestion, "suggestion");
        texts = List.copyOf(texts);
    }

    /// @param match the keys whose values it is found by; none: every key
    static Row of(JsonObject suggestion, List<String> match) {
        var values =
                match.isEmpty()
                        ? suggestion.values().stream()
                        : match.stream().map(suggestion::get).filter(Objects::nonNull);
        return new Row(suggestion, values.flatMap(Row::text).map(Folding::of).toList());
    }

    /// The objects of an array; what is none is left out.
    static List<Row> all(JsonArray array, List<String> match) {
        return array.stream()
                .filter(JsonObject.class::isInstance)
                .map(it -> of(it.asJsonObject(), match))
                .toList();
    }

    /// Whether one of its texts begins with one of these.
    ///
    /// @param prefixes folded
    boolean beginsWith(List<String> prefixes) {
        return prefixes.stream()
                .anyMatch(
                        it -> it.isEmpty() || texts.stream().anyMatch(text -> text.startsWith(it)));
    }

    private static Stream<String> text(JsonValue value) {
        return switch (value) {
            case JsonString it -> Stream.of(it.getString());
            case JsonNumber it -> Stream.of(it.toString());
            default -> Stream.empty();
        };
    }
}
