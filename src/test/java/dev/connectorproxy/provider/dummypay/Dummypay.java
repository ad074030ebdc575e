package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A connector of `dummypay` without an egress and with a fixed clock.
record Dummypay(PaymentConnector connector) {
    static final Instant NOW_SECONDS = Instant.parse("2026-05-05T05:05:05Z");
    static final Call CALL =
            new Call("test", false, Optional.empty(), System.nanoTime(), Call.Trail.NONE);
    private static final Egress NO_EGRESS =
            (_, _) -> {
                throw new AssertionError("dummypay needs no network");
            };

    Dummypay(Path directory) {
        this(directory.toString());
    }

    Dummypay(String directory) {
        this(connector(directory));
    }

    private static PaymentConnector connector(String directory) {
        var provider = new DummypayProvider();
        var config =
                Json.createObjectBuilder().add("name", "d").add("directory", directory).build();
        return provider.connector(
                provider.configSchema().parse(config),
                new ProviderContext(
                        NO_EGRESS, () -> NOW_SECONDS.plusMillis(678), ProviderContext.Log.NONE));
    }

    Page<Account> accounts(FetchRequest request) {
        return connector.fetchAccounts(request, CALL);
    }

    PaymentsPage payments(FetchRequest request) {
        return connector.fetchPayments(request, CALL);
    }

    Page<Balance> balances(FetchRequest request) {
        return connector.fetchBalances(request, CALL);
    }

    /// What an account holds in one asset.
    String balance(String account, String asset) {
        return balances(FetchRequest.first(1).from(json("{\"reference\":\"" + account + "\"}")))
                .items()
                .stream()
                .filter(balance -> balance.asset().equals(asset))
                .map(balance -> balance.amount().orElseThrow().toString())
                .collect(Collectors.joining(","));
    }

    <T> List<T> all(
            Function<FetchRequest, ? extends Fetched<T>> fetch,
            int size,
            Optional<JsonValue> from,
            Consumer<Fetched<T>> eachPage) {
        var rows = new ArrayList<T>();
        var request = new FetchRequest(Optional.empty(), from, size);
        for (int i = 0; i < 1_000; i++) {
            var page = fetch.apply(request);
            eachPage.accept(page);
            rows.addAll(page.items());
            if (!page.hasMore()) {
                return rows;
            }
            request = request.after(json(page.newState().orElseThrow().toString()));
        }
        throw new AssertionError("no end");
    }

    static String payments(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        "{\"reference\":\"p-"
                                + i
                                + "\",\"type\":\"PAYOUT\",\"amount\":"
                                + i
                                + ",\"currency\":\"JPY\",\"status\":\"PENDING\",\"created_at\":\"2026-01-01T00:00:00Z\"}")
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    static List<String> references(int from, int to) {
        return IntStream.range(from, to).mapToObj(it -> "p-" + it).toList();
    }

    static void write(Path directory, String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }
}
