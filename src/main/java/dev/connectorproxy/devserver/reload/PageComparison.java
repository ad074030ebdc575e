package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The difference of two pages of the same kind: rows by their reference, and all else as a JSON Patch (RFC 6902).
final class PageComparison {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// The fields of pages that hold rows, as `PaymentJson` writes them.
    private static final List<String> ROWS =
            List.of(
                    "accounts",
                    "externalAccounts",
                    "balances",
                    "payments",
                    "orders",
                    "conversions",
                    "others");

    /// What differs from call to call.
    private static final Set<String> IGNORED = Set.of("call", "exchanges");

    private final JsonObject before;
    private final JsonObject after;

    PageComparison(byte[] before, byte[] after) {
        this.before = parse(before);
        this.after = parse(after);
    }

    /// `added`, `removed`, `changed` with a `patch` for each row, the number of rows that are `unchanged`, and `page`, a
    /// patch of all else.
    JsonObject json() {
        var old = rows(before);
        var present = rows(after);
        return JSON.createObjectBuilder()
                .add("added", missing(present, old))
                .add("removed", missing(old, present))
                .add("changed", changed(old, present))
                .add("unchanged", unchanged(old, present))
                .add("page", JSON.createDiff(rest(before), rest(after)).toJsonArray())
                .build();
    }

    private static JsonArrayBuilder missing(
            Map<String, JsonValue> some, Map<String, JsonValue> others) {
        var missing = JSON.createArrayBuilder();
        some.forEach((reference, row) -> {
            if (!others.containsKey(reference)) {
                missing.add(row);
            }
        });
        return missing;
    }

    private static JsonArrayBuilder changed(
            Map<String, JsonValue> old, Map<String, JsonValue> present) {
        var changed = JSON.createArrayBuilder();
        old.forEach((reference, row) -> {
            var other = present.get(reference);
            if (other instanceof JsonObject now && !now.equals(row)) {
                changed.add(
                        JSON.createObjectBuilder()
                                .add("reference", reference)
                                .add(
                                        "patch",
                                        JSON.createDiff(row.asJsonObject(), now).toJsonArray()));
            }
        });
        return changed;
    }

    private static long unchanged(Map<String, JsonValue> old, Map<String, JsonValue> present) {
        return old.entrySet().stream()
                .filter(row -> row.getValue().equals(present.get(row.getKey())))
                .count();
    }

    /// The rows by their reference, the id of others, or account and asset of balances; `#2` marks the second of the same.
    private static SequencedMap<String, JsonValue> rows(JsonObject page) {
        var rows = new LinkedHashMap<String, JsonValue>();
        ROWS.stream()
                .flatMap(name -> Optional.ofNullable(page.getJsonArray(name)).stream())
                .flatMap(List::stream)
                .forEach(row -> {
                    var reference = reference(row.asJsonObject());
                    var key = reference;
                    for (int n = 2; rows.containsKey(key); n++) {
                        key = reference + "#" + n;
                    }
                    rows.put(key, row);
                });
        return rows;
    }

    private static String reference(JsonObject row) {
        return Stream.of("reference", "id", "accountReference", "asset")
                .filter(name -> !name.equals("asset") || row.containsKey("accountReference"))
                .flatMap(name -> Optional.ofNullable(row.get(name)).stream())
                .map(value ->
                        value instanceof JsonString text ? text.getString() : value.toString())
                .collect(Collectors.joining(" "));
    }

    private static JsonObject rest(JsonObject page) {
        var rest = JSON.createObjectBuilder(page);
        ROWS.forEach(rest::remove);
        IGNORED.forEach(rest::remove);
        return rest.build();
    }

    private static JsonObject parse(byte[] page) {
        return JsonBodyReader.parse(page).asJsonObject();
    }
}
