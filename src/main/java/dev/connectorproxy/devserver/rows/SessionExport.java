package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.state.StateEntry;
import dev.connectorproxy.devserver.state.StateJson;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// The states and rows of a connector as one JSON document, with its secrets masked and without its configuration.
///
/// @param rows of the connector
record SessionExport(ConnectorInstance instance, List<KeptRow> rows, Instant now) {
    static final String FORMAT = "connector-session";
    static final int VERSION = 1;

    private static final JsonProvider JSON = JsonProvider.provider();

    /// Writes the document row by row.
    void writeTo(OutputStream out) throws IOException {
        var head = masked(head()).strip();
        write(out, head.substring(0, head.length() - 1) + ",\"states\":[");
        var separator = "";
        for (var state : instance.states().all().entrySet()) {
            write(out, separator + state(state.getKey(), state.getValue()));
            separator = ",";
        }
        write(out, "],\"rows\":[");
        separator = "";
        for (var row : rows) {
            write(out, separator + masked(row(row)));
            separator = ",\n";
        }
        write(out, "]}\n");
    }

    private JsonObject head() {
        return JSON.createObjectBuilder()
                .add("format", FORMAT)
                .add("version", VERSION)
                .add("exportedAt", Times.text(now))
                .add("provider", instance.provider())
                .add("name", instance.name())
                .build();
    }

    /// A state; one that contains a secret is marked, because it is of no use to the provider when it is masked.
    private String state(StateKey key, StateEntry entry) {
        byte[] plain = JsonResponses.toBytes(StateJson.of(key, entry).build());
        boolean secret = !Arrays.equals(plain, instance.masked(plain));
        return masked(StateJson.of(key, entry).add("masked", secret).build());
    }

    private static JsonObject row(KeptRow row) {
        var json =
                JSON.createObjectBuilder()
                        .add("key", row.key().text())
                        .add("row", row.json().length == 0 ? JsonValue.NULL : row.toJson())
                        .add("firstSeenAt", Times.text(row.first().at()))
                        .add("lastSeenAt", Times.text(row.last().at()))
                        .add("previousVersions", row.previousVersions())
                        .add(
                                "deletedAt",
                                row.deleted()
                                        .<JsonValue>map(
                                                seen -> JSON.createValue(Times.text(seen.at())))
                                        .orElse(JsonValue.NULL));
        return StateJson.addKey(json, row.source()).build();
    }

    private String masked(JsonObject json) {
        return new String(instance.masked(JsonResponses.toBytes(json)), StandardCharsets.UTF_8)
                .strip();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
