package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.rows.KeptRow.Seen;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/// Kept rows and pages as JSON, not yet masked.
final class RowJson {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String RAW = "raw";

    private RowJson() {}

    /// A row in a list: without its `raw`.
    static JsonObject listed(KeptRow row) {
        var json = row.toJson();
        var shown =
                json.containsKey(RAW) ? JSON.createObjectBuilder(json).remove(RAW).build() : json;
        return builder(row, shown).build();
    }

    /// A row with the page that brought it last, unless that was dropped.
    static JsonObject whole(KeptRow row, Optional<KeptPage> page) {
        return builder(row, row.toJson())
                .add("page", page.<JsonValue>map(RowJson::of).orElse(JsonValue.NULL))
                .build();
    }

    private static JsonObjectBuilder builder(KeptRow row, JsonObject shown) {
        return JSON.createObjectBuilder()
                .add("kind", row.key().kind().path())
                .add("key", row.key().text())
                .add("row", row.json().length == 0 ? JsonValue.NULL : shown)
                .add("firstSeen", of(row.first()))
                .add("lastSeen", of(row.last()))
                .add("previousVersions", row.previousVersions())
                .add("deleted", row.deleted().<JsonValue>map(RowJson::of).orElse(JsonValue.NULL));
    }

    private static JsonObject of(Seen seen) {
        return JSON.createObjectBuilder()
                .add("at", Times.text(seen.at()))
                .add("call", seen.call())
                .build();
    }

    /// A page without its rows.
    static JsonObject of(KeptPage page) {
        return addSource(JSON.createObjectBuilder().add("call", page.call()), page.key())
                .add("fetchedAt", Times.text(page.fetchedAt()))
                .add("pageSize", page.pageSize())
                .add("stateBefore", state(page.stateBefore()))
                .add("stateAfter", state(page.stateAfter()))
                .add("hasMore", page.hasMore())
                .build();
    }

    private static JsonObjectBuilder addSource(JsonObjectBuilder json, StateKey key) {
        return json.add("kind", key.kind().path())
                .add("name", textOrNull(key.name()))
                .add("payload", textOrNull(key.payload().text()));
    }

    private static JsonValue textOrNull(String text) {
        return text.isEmpty() ? JsonValue.NULL : JSON.createValue(text);
    }

    private static JsonValue state(Optional<String> text) {
        return text.map(JsonBodyReader::parse).orElse(JsonValue.NULL);
    }

    /// How many rows there are of each kind.
    static JsonObject counts(List<KeptRow> rows) {
        var counts = JSON.createObjectBuilder();
        for (var kind : FetchKind.values()) {
            var ofKind = rows.stream().filter(row -> row.key().kind() == kind).toList();
            long deleted = ofKind.stream().filter(row -> row.deleted().isPresent()).count();
            counts.add(
                    kind.path(),
                    JSON.createObjectBuilder()
                            .add("count", ofKind.size() - deleted)
                            .add("deleted", deleted));
        }
        return JSON.createObjectBuilder().add("rows", counts).build();
    }
}
