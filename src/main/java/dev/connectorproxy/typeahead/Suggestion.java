package dev.connectorproxy.typeahead;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A suggestion with the texts by which it is found.
///
/// @param json the object for the response
/// @param texts the case-folded values of the keys to match
record Suggestion(JsonObject json, List<String> texts) {
    Suggestion {
        Objects.requireNonNull(json, "json");
        texts = List.copyOf(texts);
    }

    /// @param match the keys by whose values it is found; every key if empty
    static Suggestion of(JsonObject suggestion, List<String> match) {
        var values =
                match.isEmpty()
                        ? suggestion.values().stream()
                        : match.stream().map(suggestion::get).filter(Objects::nonNull);
        return new Suggestion(
                suggestion, values.flatMap(Suggestion::toText).map(CaseFolding::fold).toList());
    }

    /// The suggestions of an array; elements that are not objects are skipped.
    static List<Suggestion> ofArray(JsonArray array, List<String> match) {
        return array.stream()
                .filter(JsonObject.class::isInstance)
                .map(element -> of(element.asJsonObject(), match))
                .toList();
    }

    /// Whether one of its texts begins with one of the prefixes.
    ///
    /// @param prefixes case-folded
    boolean beginsWith(List<String> prefixes) {
        return prefixes.stream()
                .anyMatch(prefix ->
                        prefix.isEmpty()
                                || texts.stream().anyMatch(text -> text.startsWith(prefix)));
    }

    private static Stream<String> toText(JsonValue value) {
        return switch (value) {
            case JsonString string -> Stream.of(string.getString());
            case JsonNumber number -> Stream.of(number.toString());
            default -> Stream.empty();
        };
    }
}
