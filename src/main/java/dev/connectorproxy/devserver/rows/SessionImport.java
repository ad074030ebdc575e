package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.rows.KeptRow.Seen;
import dev.connectorproxy.devserver.state.StateEntry;
import dev.connectorproxy.devserver.state.StateJson;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A document of [SessionExport] that was read.
///
/// @param states those without masked secrets
/// @param masked the number of the other states
record SessionImport(
        String provider, Map<StateKey, StateEntry> states, int masked, List<KeptRow> rows) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String INVALID = "invalid export";

    /// Reads a document.
    ///
    /// @throws DevServerException 400 when it is none of this format and version
    static SessionImport of(JsonFields document) {
        try {
            requireFormat(document);
            var states = new LinkedHashMap<StateKey, StateEntry>();
            int masked = 0;
            for (var json : document.array("states")) {
                var fields = JsonFields.ofRequest(json, "state");
                if (fields.flag("masked")) {
                    masked++;
                } else {
                    states.put(StateJson.key(fields), StateJson.entry(fields));
                }
            }
            var rows = document.array("rows").stream().map(SessionImport::row).toList();
            return new SessionImport(document.requiredString("provider"), states, masked, rows);
        } catch (PaymentException | IllegalArgumentException | ArithmeticException e) {
            throw DevServerException.badRequest(INVALID, String.valueOf(e.getMessage()));
        }
    }

    private static void requireFormat(JsonFields document) {
        var version = document.integer("version").orElse(BigInteger.ZERO);
        if (!document.string("format").orElse("").equals(SessionExport.FORMAT)
                || !version.equals(BigInteger.valueOf(SessionExport.VERSION))) {
            throw new IllegalArgumentException(
                    "its format is not %s, version %d"
                            .formatted(SessionExport.FORMAT, SessionExport.VERSION));
        }
    }

    private static KeptRow row(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "row");
        var source = StateJson.key(fields);
        var row = fields.value("row").map(JsonValue::asJsonObject);
        return new KeptRow(
                new RowKey(source.kind(), fields.requiredString("key")),
                source,
                row.map(JsonObject::toString).orElse("").getBytes(StandardCharsets.UTF_8),
                row.flatMap(present -> Times.of(RowKey.field(present, "createdAt")))
                        .orElse(Times.ZERO),
                seen(fields, "firstSeenAt").orElse(new Seen(Times.ZERO, 0)),
                seen(fields, "lastSeenAt").orElse(new Seen(Times.ZERO, 0)),
                fields.integer("previousVersions").orElse(BigInteger.ZERO).intValueExact(),
                seen(fields, "deletedAt"));
    }

    private static Optional<Seen> seen(JsonFields fields, String name) {
        return fields.time(name).map(time -> new Seen(time, 0));
    }

    /// Replaces the states and rows of a connector.
    ///
    /// @throws DevServerException 400 when the document is of another provider, 409 when there are too many states, or
    ///     the connector was replaced
    JsonObject apply(ConnectorInstance instance, RowStore store) {
        if (!provider.equalsIgnoreCase(instance.provider())) {
            throw DevServerException.badRequest(
                    INVALID,
                    "it is of the provider %s, not %s".formatted(provider, instance.provider()));
        }
        instance.states().clear(_ -> true);
        states.forEach((key, entry) -> instance.states().put(key, entry));
        store.replace(instance.id(), rows);
        return JSON.createObjectBuilder()
                .add("rows", rows.size())
                .add("states", states.size())
                .add("maskedStates", masked)
                .build();
    }
}
