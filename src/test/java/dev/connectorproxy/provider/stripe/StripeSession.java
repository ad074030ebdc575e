package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// A connector of the provider and a contract server, connected by the real egress.
final class StripeSession implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");
    static final Egress EGRESS = LoopbackHttpEgress.create();

    final StripeServer server;
    final PaymentConnector connector;
    final Queue<String> log = new ConcurrentLinkedQueue<>();

    StripeSession(int accounts, int bankAccounts, int transactions) {
        this(new StripeServer(new StripeWorld.Size(42, accounts, bankAccounts, transactions)));
    }

    StripeSession(StripeServer server) {
        this.server = server;
        this.connector = connect(StripeServer.KEY);
    }

    PaymentConnector connect(String key) {
        var provider = new StripeProvider();
        var config =
                Json.createObjectBuilder().add("apiKey", key).add("endpoint", server.url()).build();
        return provider.connector(
                provider.configSchema().parse(config, "test"),
                new ProviderContext(EGRESS, () -> NOW, log::add));
    }

    static Call call() {
        return call(Duration.ofSeconds(40));
    }

    static Call call(Duration time) {
        return new Call(
                "id-1",
                false,
                Optional.empty(),
                System.nanoTime() + time.toNanos(),
                Call.Trail.NONE);
    }

    static JsonValue account(String reference) {
        return PaymentJson.of(
                Account.of(reference, Instant.parse("2024-05-06T07:08:09Z"), JsonValue.TRUE));
    }

    static JsonValue json(String text) {
        return JsonText.of(text.getBytes(StandardCharsets.UTF_8), 100).orElseThrow().value();
    }

    FetchRequest payments(int pageSize) {
        return FetchRequest.first(pageSize).from(account(StripeWorld.ROOT));
    }

    Fetched<?> fetchPayments(FetchRequest request) {
        return connector.fetchPayments(request, call());
    }

    Fetched<?> fetchAccounts(FetchRequest request) {
        return connector.fetchAccounts(request, call());
    }

    Fetched<?> fetchBankAccounts(FetchRequest request) {
        return connector.fetchExternalAccounts(request, call());
    }

    /// All pages from there on, up to the first that says there is no more. The state of each is written and read back.
    static List<Fetched<?>> walk(
            Function<FetchRequest, Fetched<?>> fetch, FetchRequest from, Runnable between) {
        var pages = new ArrayList<Fetched<?>>();
        var request = from;
        while (pages.isEmpty() || pages.getLast().hasMore()) {
            if (pages.size() > 5_000) {
                throw new AssertionError("no end of pages");
            }
            pages.add(fetch.apply(request));
            request = next(request, pages.getLast());
            between.run();
        }
        return pages;
    }

    static List<Fetched<?>> walk(Function<FetchRequest, Fetched<?>> fetch, FetchRequest from) {
        return walk(fetch, from, () -> {});
    }

    static FetchRequest next(FetchRequest request, Fetched<?> page) {
        return page.newState().map(value -> request.after(json(value.toString()))).orElse(request);
    }

    static List<String> references(List<? extends Fetched<?>> pages) {
        return pages.stream().flatMap(page -> references(page).stream()).toList();
    }

    static List<String> references(Fetched<?> page) {
        return page.items().stream().map(StripeSession::reference).toList();
    }

    private static String reference(Object row) {
        return switch (row) {
            case Account account -> account.reference();
            case Payment payment -> payment.reference();
            default -> throw new AssertionError(row);
        };
    }

    /// The failure that the action throws.
    static PaymentException failure(Runnable body) {
        try {
            body.run();
        } catch (PaymentException e) {
            return e;
        }
        throw new AssertionError("no failure");
    }

    @Override
    public void close() {
        server.close();
    }
}
