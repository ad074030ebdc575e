package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.WebhookConfig;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/// An in-memory provider with the number of rows that its configuration sets; each kind has a cursor `{"next":n}`.
/// Tests can change its behaviour while it runs.
public final class FakeProvider implements PaymentProvider {
    /// All requests so far.
    final Queue<FetchRequest> requests = new ConcurrentLinkedQueue<>();

    private final String name;
    private volatile Before before = (_, _) -> {};
    private volatile boolean stuck;

    /// For the `ServiceLoader`.
    public FakeProvider() {
        this("fake");
    }

    FakeProvider(String name) {
        this.name = name;
    }

    /// Runs before each fetch; it may throw.
    @FunctionalInterface
    interface Before {
        void fetch(FetchRequest request, Call call) throws Exception;
    }

    FakeProvider before(Before hook) {
        before = hook;
        return this;
    }

    /// Returns the same page for ever.
    void repeatPages() {
        stuck = true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ConfigSchema configSchema() {
        return ConfigSchema.of(
                2,
                ConfigField.required("apiKey", ConfigType.SECRET, "The key."),
                ConfigField.optional("rows", ConfigType.UNSIGNED, "How many there are.")
                        .withDefault("5"));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.FETCH_PAYMENTS, Capability.FETCH_ACCOUNTS);
    }

    @Override
    public boolean debugOnly() {
        return name.startsWith("debug");
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        if (config.requiredString("apiKey").startsWith("malformed")) {
            throw PaymentException.of(
                    PaymentError.INVALID_CONFIG, "no key: " + config.requiredString("apiKey"));
        }
        return new Connector((int) config.integer("rows").orElseThrow());
    }

    private final class Connector implements PaymentConnector {
        private final int rows;

        Connector(int rows) {
            this.rows = rows;
        }

        @Override
        public List<Task> install(Call call) {
            return List.of(Task.periodically(Task.Type.FETCH_ACCOUNTS));
        }

        @Override
        public void uninstall(List<WebhookConfig> webhooks, Call call) {
            if (webhooks.isEmpty()) {
                throw PaymentException.of(PaymentError.NOT_YET_INSTALLED);
            }
        }

        @Override
        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
            return page(
                    request,
                    call,
                    row -> Account.of("a" + row, Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT));
        }

        @Override
        public Page<Account> fetchExternalAccounts(FetchRequest request, Call call) {
            return page(
                    request,
                    call,
                    row -> Account.of("e" + row, Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT));
        }

        @Override
        public Page<Balance> fetchBalances(FetchRequest request, Call call) {
            var account = request.account().reference();
            return page(
                    request,
                    call,
                    row ->
                            new Balance(
                                    account,
                                    Instant.EPOCH.plusSeconds(row),
                                    Optional.of(BigInteger.valueOf(row)),
                                    "USD/2"));
        }

        @Override
        public PaymentsPage fetchPayments(FetchRequest request, Call call) {
            var page = page(request, call, FakeProvider::payment);
            return PaymentsPage.of(page.items(), page.newState().orElseThrow(), page.hasMore());
        }

        @Override
        public Page<Other> fetchOthers(String name, FetchRequest request, Call call) {
            return page(
                    request,
                    call,
                    row ->
                            new Other(
                                    name + row, Json.createObjectBuilder().add("id", row).build()));
        }

        private <T> Page<T> page(
                FetchRequest request, Call call, java.util.function.IntFunction<T> row) {
            requests.add(request);
            run(request, call);
            int from = request.state().map(it -> it.asJsonObject().getInt("next")).orElse(0);
            int to = Math.min(rows, from + request.pageSize());
            return Page.of(
                    IntStream.range(from, to).mapToObj(row).toList(),
                    Json.createObjectBuilder().add("next", stuck ? from : to).build(),
                    to < rows);
        }

        private void run(FetchRequest request, Call call) {
            try {
                before.fetch(request, call);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw PaymentException.of(PaymentError.UPSTREAM_ERROR, "interrupted", e);
            }
        }
    }

    private static Payment payment(int row) {
        return new Payment(
                "",
                "p" + row,
                Instant.EPOCH,
                PaymentType.PAY_IN,
                Optional.of(new BigInteger("123456789012345678901234567890")),
                "USD/2",
                PaymentScheme.OTHER,
                PaymentStatus.SUCCEEDED,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(JsonValue.EMPTY_JSON_OBJECT));
    }
}
