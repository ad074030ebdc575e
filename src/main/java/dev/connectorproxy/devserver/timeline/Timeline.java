package dev.connectorproxy.devserver.timeline;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.capture.CapturedExchange;
import dev.connectorproxy.devserver.capture.ExchangeHistory;
import dev.connectorproxy.devserver.capture.ExchangeJson;
import dev.connectorproxy.devserver.rows.KeptPage;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a connector did, put together of what is kept of it: its calls and log lines, its exchanges, and the states that
/// its fetches changed. Thread-safe.
public record Timeline(ActivityLog activities, ExchangeHistory exchanges, RowStore rows) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// An entry, with secrets.
    ///
    /// @param type `call`, `exchange`, `log` or `state`
    /// @param call the number of the provider's call; 0 for none
    record Entry(Instant at, String type, long call, Supplier<JsonObject> details) {
        JsonObject toJson() {
            return JSON.createObjectBuilder()
                    .add("at", Times.text(at))
                    .add("type", type)
                    .add("call", call == 0 ? JsonValue.NULL : JSON.createValue(call))
                    .add("details", details.get())
                    .build();
        }
    }

    /// All entries of a connector, the latest first.
    List<Entry> latestFirst(String connectorId) {
        return Stream.of(
                        activities.all(connectorId).stream().map(Timeline::entry),
                        exchanges.newestFirst(connectorId).stream().map(Timeline::entry),
                        rows.pages(connectorId).stream()
                                .filter(page -> !page.stateBefore().equals(page.stateAfter()))
                                .map(Timeline::entry))
                .flatMap(entries -> entries)
                .sorted(Comparator.comparing(Entry::at).reversed())
                .toList();
    }

    private static Entry entry(Activity activity) {
        return new Entry(
                activity.at(), activity.type(), activity.call(), () -> activity.details().build());
    }

    private static Entry entry(CapturedExchange exchange) {
        return new Entry(
                exchange.head().at(),
                "exchange",
                exchange.head().call(),
                () -> ExchangeJson.summary(exchange));
    }

    private static Entry entry(KeptPage page) {
        var key = page.key();
        return new Entry(
                page.fetchedAt(),
                "state",
                page.call(),
                () ->
                        JSON.createObjectBuilder()
                                .add("kind", key.kind().path())
                                .add("name", key.name())
                                .add("payload", key.payload().text())
                                .add("before", state(page.stateBefore()))
                                .add("after", state(page.stateAfter()))
                                .build());
    }

    private static JsonValue state(Optional<String> text) {
        return text.map(JsonBodyReader::parse).orElse(JsonValue.NULL);
    }
}
