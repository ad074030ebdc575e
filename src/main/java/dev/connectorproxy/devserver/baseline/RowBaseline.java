package dev.connectorproxy.devserver.baseline;

import dev.connectorproxy.devserver.rows.KeptRow;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/// The rows of a connector at one time, in which secrets are masked. Immutable.
///
/// @param number unique on this server
/// @param rows by the path of their kind, then by their key
record RowBaseline(long number, String name, Instant createdAt, JsonObject rows) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int OVERHEAD = 300;

    /// The rows by kind and key, with secrets, without those that are deleted. A balance is found by its account and asset:
    /// the one that was fetched last counts.
    static JsonObject rows(List<KeptRow> kept) {
        var byKind = new LinkedHashMap<FetchKind, TreeMap<String, JsonObject>>();
        for (var row : kept) {
            if (row.deleted().isEmpty()) {
                var json = row.toJson();
                byKind.computeIfAbsent(row.key().kind(), _ -> new TreeMap<>())
                        .put(key(row, json), json);
            }
        }
        var rows = JSON.createObjectBuilder();
        byKind.forEach((kind, all) -> {
            var ofKind = JSON.createObjectBuilder();
            all.forEach(ofKind::add);
            rows.add(kind.path(), ofKind);
        });
        return rows.build();
    }

    private static String key(KeptRow row, JsonObject json) {
        return row.key().kind() == FetchKind.BALANCES
                ? text(json, "accountReference") + "|" + text(json, "asset")
                : row.key().text();
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? text.getString() : "";
    }

    /// All fields.
    JsonObject toJson() {
        return JSON.createObjectBuilder(summary()).add("version", 1).add("rows", rows).build();
    }

    /// With the numbers of rows in place of the rows.
    JsonObject summary() {
        var counts = JSON.createObjectBuilder();
        rows.forEach((kind, all) -> counts.add(kind, all.asJsonObject().size()));
        return JSON.createObjectBuilder()
                .add("baseline", number)
                .add("name", name)
                .add("createdAt", Times.text(createdAt))
                .add("counts", counts)
                .build();
    }

    /// About how many bytes it takes.
    long size() {
        return OVERHEAD + 2L * rows.toString().length();
    }
}
