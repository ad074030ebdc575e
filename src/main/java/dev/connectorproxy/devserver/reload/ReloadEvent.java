package dev.connectorproxy.devserver.reload;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/// The event `reload` of a connector: how many rows of its last pages have changed.
public final class ReloadEvent {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ReloadEvent() {}

    /// @param report what came of the reload
    public static JsonObject of(JsonObject report, String connectorId) {
        var differences =
                report.getJsonArray("connectors").getValuesAs(JsonObject.class).stream()
                        .filter(one -> one.getString("connectorId").equals(connectorId))
                        .flatMap(one -> one.getJsonArray("pages").stream())
                        .map(page -> page.asJsonObject().get("difference"))
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList();
        return JSON.createObjectBuilder()
                .add("reload", report.get("reload"))
                .add("startedAt", report.get("startedAt"))
                .add("millis", report.get("millis"))
                .add("failed", report.get("error") != JsonValue.NULL)
                .add("added", size(differences, "added"))
                .add("removed", size(differences, "removed"))
                .add("changed", size(differences, "changed"))
                .build();
    }

    private static int size(List<JsonObject> differences, String name) {
        return differences.stream().mapToInt(one -> one.getJsonArray(name).size()).sum();
    }
}
