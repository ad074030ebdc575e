package dev.connectorproxy.devserver.schema;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.schema.SchemaComparison.Change;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The schemas of each connector that later ones are compared with: one document per connector, up to 16 MiB of all
/// connectors together. Thread-safe.
public final class SchemaBaselines implements ConnectorMemory {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_ENTRIES = 1_000;
    private static final long MAX_BYTES = 16 << 20;
    private static final String KEY = "";

    private final ConnectorHistory<String, JsonObject> documents =
            new ConnectorHistory<>(MAX_ENTRIES, MAX_BYTES);

    /// @param document see [SchemaInference#infer], with secrets masked
    /// @throws DevServerException 400 when it is no such document
    void put(String connectorId, JsonObject document) {
        byEndpoint(document);
        documents.put(connectorId, KEY, document, 2L * document.toString().length());
    }

    /// @throws DevServerException 404 when there is none
    JsonObject get(String connectorId) {
        return documents
                .get(connectorId, KEY)
                .orElseThrow(() ->
                        DevServerException.notFound(
                                "no baseline", "POST …/schemas/baseline makes one"));
    }

    /// The changes since the baseline, for each method and path.
    static JsonObject compare(JsonObject baseline, JsonObject current) {
        var before = byEndpoint(baseline);
        var after = byEndpoint(current);
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var endpoints = JSON.createArrayBuilder();
        int breaking = 0;
        int compatible = 0;
        for (var name : names) {
            var changes =
                    before.containsKey(name) && after.containsKey(name)
                            ? SchemaComparison.of(before.get(name), after.get(name))
                            : List.<Change>of();
            int broken = (int) changes.stream().filter(Change::breaking).count();
            breaking += broken;
            compatible += changes.size() - broken;
            endpoints.add(
                    JSON.createObjectBuilder()
                            .add("endpoint", name)
                            .add("status", status(before.get(name), after.get(name), changes))
                            .add(
                                    "changes",
                                    JSON.createArrayBuilder(
                                            changes.stream().map(Change::toJson).toList())));
        }
        return JSON.createObjectBuilder()
                .add("breaking", breaking)
                .add("compatible", compatible)
                .add("endpoints", endpoints)
                .build();
    }

    private static String status(JsonObject before, JsonObject after, List<Change> changes) {
        if (before == null) {
            return "new";
        }
        if (after == null) {
            return "not seen";
        }
        return changes.isEmpty() ? "same" : "changed";
    }

    private static Map<String, JsonObject> byEndpoint(JsonObject document) {
        var schemas = new TreeMap<String, JsonObject>();
        if (!(document.get("schemas") instanceof JsonArray all)) {
            throw invalid();
        }
        for (var value : all) {
            if (!(value instanceof JsonObject one
                    && one.get("method") instanceof JsonString method
                    && one.get("path") instanceof JsonString path
                    && one.get("schema") instanceof JsonObject schema)) {
                throw invalid();
            }
            schemas.put(method.getString() + " " + path.getString(), schema);
        }
        return schemas;
    }

    private static DevServerException invalid() {
        return DevServerException.badRequest(
                "invalid baseline", "schemas must be a list, each with method, path and schema");
    }

    @Override
    public void forget(String connectorId) {
        documents.forget(connectorId);
    }
}
