package dev.connectorproxy.spi;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Replaces the rows of a tree by [JsonRow]s: the scanner found where each row begins and ends, and the tree has them
/// in the same order.
final class JsonRows {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final JsonText text;
    private final int[] rows;
    private int next;

    private JsonRows(JsonText text, int[] rows) {
        this.text = text;
        this.rows = rows;
    }

    static Optional<JsonValue> read(byte[] utf8, int maxDepth) {
        var scanner = new JsonScanner(utf8, maxDepth, true);
        if (!scanner.isOneValue()) {
            return Optional.empty();
        }
        var text = JsonText.of(utf8, scanner);
        var rows = scanner.rows();
        return Optional.of(
                rows.length == 0 ? text.value() : new JsonRows(text, rows).withRows(text.value()));
    }

    private JsonValue withRows(JsonValue value) {
        return value instanceof JsonArray array
                ? ofArray(array)
                : ofMembers(value.asJsonObject(), text.members());
    }

    private JsonObject ofMembers(JsonObject object, Map<String, JsonText> texts) {
        var marked = JSON.createObjectBuilder(object);
        texts.forEach((name, member) -> {
            if (object.get(name) instanceof JsonArray array) {
                next = firstIn(member);
                marked.add(name, ofArray(array));
            }
        });
        return marked.build();
    }

    /// If a name occurs several times, only its last member is in the tree, so its rows need not be the next ones.
    private int firstIn(JsonText array) {
        int found = Arrays.binarySearch(rows, array.from());
        return found < 0 ? -found - 1 : found;
    }

    private JsonArray ofArray(JsonArray array) {
        var marked = JSON.createArrayBuilder();
        for (var element : array) {
            marked.add(element instanceof JsonObject object ? row(object) : element);
        }
        return marked.build();
    }

    private JsonRow row(JsonObject object) {
        var row = new JsonRow(object, text.part(rows[next], rows[next + 1]));
        next += 2;
        return row;
    }
}
