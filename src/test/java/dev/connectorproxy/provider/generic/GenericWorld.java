package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A connector of `generic`, its provider, reached over the real egress, and its log messages.
record GenericWorld(GenericPsp psp, HttpEgress egress, PaymentConnector connector, List<String> log)
        implements AutoCloseable {
    private static final int MAX_FETCHES = 200_000;

    /// One fetch, of whatever kind.
    @FunctionalInterface
    interface Fetch<T> {
        Fetched<T> next(FetchRequest request, Call call);
    }

    static GenericWorld of(long seed, GenericPsp.Size size) throws IOException {
        var psp = new GenericPsp(seed, size);
        var egress = LoopbackHttpEgress.create();
        var log = new CopyOnWriteArrayList<String>();
        var provider = new GenericProvider();
        var context = new ProviderContext(egress, InstantSource.system(), log::add);
        var connector = provider.connector(provider.configSchema().parse(psp.config()), context);
        return new GenericWorld(psp, egress, connector, log);
    }

    static Call call() {
        return LoopbackHttpEgress.call(Duration.ofSeconds(30));
    }

    /// Fetches until there is no more; the state is written and read between any two fetches.
    ///
    /// @return the last state
    static <T> JsonValue walk(
            Fetch<T> fetch, int size, Optional<JsonValue> from, Consumer<Fetched<T>> eachPage) {
        var request = new FetchRequest(Optional.empty(), from, size);
        for (int i = 0; i < MAX_FETCHES; i++) {
            var page = fetch.next(request, call());
            eachPage.accept(page);
            var state = reread(page.newState().orElseThrow());
            if (!page.hasMore()) {
                return state;
            }
            request = request.after(state);
        }
        throw new AssertionError("no end");
    }

    /// All rows from a state on.
    static <T> List<T> all(Fetch<T> fetch, int size, Optional<JsonValue> from) {
        var rows = new ArrayList<T>();
        walk(fetch, size, from, page -> rows.addAll(page.items()));
        return rows;
    }

    /// A fetch that is repeated, with the same state, until it succeeds.
    static <T> Fetch<T> stubborn(Fetch<T> fetch, List<PaymentException> failures) {
        return (request, _) -> {
            while (true) {
                try {
                    return fetch.next(request, call());
                } catch (PaymentException e) {
                    failures.add(e);
                }
            }
        };
    }

    static JsonValue reread(JsonValue state) {
        try (var reader = Json.createReader(new StringReader(state.toString()))) {
            return reader.readValue();
        }
    }

    /// A connector of that configuration, which logs nothing.
    static PaymentConnector connector(JsonObject config, Egress egress) {
        var provider = new GenericProvider();
        var context = new ProviderContext(egress, InstantSource.system(), ProviderContext.Log.NONE);
        return provider.connector(provider.configSchema().parse(config), context);
    }

    /// All rows from the beginning on, no page of which is larger than it may be.
    static <T> List<T> pages(Fetch<T> fetch, int size) {
        var rows = new ArrayList<T>();
        walk(
                fetch,
                size,
                Optional.empty(),
                page -> {
                    assertThat(page.items().size(), is(lessThanOrEqualTo(size)));
                    rows.addAll(page.items());
                });
        return rows;
    }

    /// The references of all payments from a state on.
    List<String> payments(Optional<JsonValue> from) {
        return paymentReferences(all(connector::fetchPayments, 2, from));
    }

    static List<String> paymentReferences(List<Payment> rows) {
        return rows.stream().map(Payment::reference).toList();
    }

    static List<String> ids(PspList list) {
        return list.all().stream().map(it -> it.getString("id")).toList();
    }

    /// A row of the provider's list of transactions.
    static JsonObject transaction(String id, String updatedAt) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("createdAt", Instant.EPOCH.toString())
                .add("updatedAt", updatedAt)
                .add("currency", "USD/2")
                .add("type", "PAYIN")
                .add("status", "SUCCEEDED")
                .add("amount", "1")
                .build();
    }

    @Override
    public void close() {
        psp.close();
        egress.close();
    }
}
