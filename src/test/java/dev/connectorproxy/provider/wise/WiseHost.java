package dev.connectorproxy.provider.wise;

import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

/// A connector to a [WiseServer], with helpers for fetching.
final class WiseHost implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final JsonObject PROFILE =
            Json.createObjectBuilder().add("id", WiseData.BUSINESS).add("type", "BUSINESS").build();
    private static final Egress EGRESS = LoopbackHttpEgress.create();

    final WiseServer server;
    final PaymentConnector connector;
    final Queue<String> log = new ConcurrentLinkedQueue<>();

    private WiseHost(WiseServer server) {
        this.server = server;
        var provider = new WiseProvider();
        this.connector =
                provider.connector(
                        provider.configSchema().parse(server.config()),
                        new ProviderContext(EGRESS, () -> NOW, log::add));
    }

    static WiseHost of(int recipients, int transfers) {
        return new WiseHost(WiseServer.start(WiseData.of(20_260_301, recipients, transfers)));
    }

    WiseData data() {
        return server.data();
    }

    static Call call() {
        return call(Duration.ofSeconds(30));
    }

    static Call call(Duration time) {
        return new Call(
                "id", false, Optional.empty(), System.nanoTime() + time.toNanos(), Call.Trail.NONE);
    }

    /// A fetch of one kind of rows.
    interface Fetch extends BiFunction<PaymentConnector, FetchRequest, Fetched<?>> {}

    static final Fetch PROFILES =
            (connector, request) -> connector.fetchOthers("fetch_profiles", request, call());
    static final Fetch ACCOUNTS = (connector, request) -> connector.fetchAccounts(request, call());
    static final Fetch EXTERNAL =
            (connector, request) -> connector.fetchExternalAccounts(request, call());
    static final Fetch PAYMENTS = (connector, request) -> connector.fetchPayments(request, call());

    Fetched<?> fetch(Fetch fetch, Optional<JsonValue> state, int pageSize) {
        var reread = state.map(it -> reparsed(it));
        return fetch.apply(connector, new FetchRequest(Optional.of(PROFILE), reread, pageSize));
    }

    /// All rows from that state on.
    Walk walk(Fetch fetch, Optional<JsonValue> from, int pageSize) {
        var walk = new Walk(new ArrayList<>(), new ArrayList<>());
        var state = from;
        boolean more = true;
        while (more) {
            var page = fetch(fetch, state, pageSize);
            state = page.newState();
            more = page.hasMore();
            walk.add(page.items(), state.orElseThrow(), pageSize);
        }
        return walk;
    }

    /// The result of a walk.
    ///
    /// @param states after each page
    record Walk(List<Object> items, List<JsonValue> states) {
        void add(List<?> page, JsonValue state, int pageSize) {
            if (page.size() > pageSize || states.size() > 1_000_000) {
                throw new AssertionError("a page of " + page.size() + ", or no end");
            }
            items.addAll(page);
            states.add(state);
        }

        Optional<JsonValue> last() {
            return Optional.of(states.getLast());
        }
    }

    static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    static JsonFields fields(JsonValue value) {
        return JsonFields.ofRequest(value, "value");
    }

    private static JsonValue reparsed(JsonValue state) {
        return json(state.toString());
    }

    @Override
    public void close() {
        server.close();
    }
}
