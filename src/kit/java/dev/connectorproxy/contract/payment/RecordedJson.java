package dev.connectorproxy.contract.payment;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Compares JSON with what was recorded, where `***` stands for anything.
final class RecordedJson {
    private RecordedJson() {}

    /// The first difference, such as `payments[3] (p-3).amount: recorded 100, now 200`; empty if there is none.
    static Optional<String> difference(String path, JsonValue recorded, JsonValue now) {
        return switch (recorded) {
            case JsonString text when matches(text, now) -> Optional.empty();
            case JsonObject fields when now instanceof JsonObject other ->
                    inObject(path, fields, other);
            case JsonArray rows when now instanceof JsonArray other -> inArray(path, rows, other);
            default ->
                    recorded.equals(now)
                            ? Optional.empty()
                            : Optional.of(
                                    "%s: recorded %s, now %s"
                                            .formatted(
                                                    path.isEmpty() ? "result" : path,
                                                    recorded,
                                                    now));
        };
    }

    private static boolean matches(JsonString recorded, JsonValue now) {
        var text = new RecordedText(recorded.getString());
        return text.isAnything()
                || now instanceof JsonString other && text.matches(other.getString());
    }

    private static Optional<String> inObject(String path, JsonObject recorded, JsonObject now) {
        var left = new LinkedHashSet<>(now.keySet());
        for (var name : recorded.keySet()) {
            var found = left.contains(name) ? Optional.of(name) : masked(name, recorded, left);
            var difference =
                    found.map(other ->
                                    difference(
                                            step(path, name), recorded.get(name), now.get(other)))
                            .orElseGet(() ->
                                    Optional.of(
                                            "%s: recorded %s, now absent"
                                                    .formatted(
                                                            step(path, name), recorded.get(name))));
            if (difference.isPresent()) {
                return difference;
            }
            found.ifPresent(left::remove);
        }
        return left.stream()
                .map(name -> "%s: not recorded, now %s".formatted(step(path, name), now.get(name)))
                .findFirst();
    }

    /// The present name that contains a secret where the recorded one has `***`.
    private static Optional<String> masked(
            String name, JsonObject recorded, Collection<String> present) {
        return present.stream()
                .filter(other -> !recorded.containsKey(other))
                .filter(new RecordedText(name)::matches)
                .findFirst();
    }

    private static String step(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Optional<String> inArray(String path, JsonArray recorded, JsonArray now) {
        var inside =
                IntStream.range(0, Math.min(recorded.size(), now.size()))
                        .mapToObj(i ->
                                difference(
                                        "%s[%d]%s".formatted(path, i, identity(recorded.get(i))),
                                        recorded.get(i),
                                        now.get(i)))
                        .flatMap(Optional::stream);
        return Stream.concat(inside, size(path, recorded, now)).findFirst();
    }

    private static Stream<String> size(String path, JsonArray recorded, JsonArray now) {
        return recorded.size() == now.size()
                ? Stream.empty()
                : Stream.of("%s: recorded %d, now %d".formatted(path, recorded.size(), now.size()));
    }

    private static String identity(JsonValue row) {
        return row instanceof JsonObject fields
                ? Stream.of("reference", "id", "asset")
                        .filter(name -> fields.get(name) instanceof JsonString)
                        .findFirst()
                        .map(name -> " (" + fields.getString(name) + ")")
                        .orElse("")
                : "";
    }
}
