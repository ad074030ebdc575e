package com.example.hello;

import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Describes the provider to the conformance kit: its pretend server, what the rows there must become, and what the API
/// does with changed and deleted rows.
final class HelloFixture implements ProviderFixture {
    private static final Set<Task.Type> KINDS =
            Set.of(Task.Type.FETCH_ACCOUNTS, Task.Type.FETCH_BALANCES, Task.Type.FETCH_PAYMENTS);

    private final HelloServer server;

    HelloFixture() throws IOException {
        server = new HelloServer(0);
    }

    @Override
    public JsonObject config() {
        return Json.createObjectBuilder()
                .add("name", "test")
                .add("apiKey", HelloServer.API_KEY)
                .add("endpoint", server.url())
                .build();
    }

    @Override
    public void reset(long seed, int rows) {
        server.fill(seed, rows);
    }

    @Override
    public Set<String> references(Task.Type kind) {
        return expected(kind).keySet();
    }

    @Override
    public Map<String, Expected> expected(Task.Type kind) {
        return switch (kind) {
            case FETCH_ACCOUNTS -> accounts();
            case FETCH_BALANCES -> balances();
            case FETCH_PAYMENTS -> payments();
            default -> throw new IllegalArgumentException("no rows of " + kind);
        };
    }

    /// All payments have the same scheme, and none adjusts another one.
    @Override
    public Set<String> constant() {
        return Set.of("scheme", "parentReference");
    }

    /// What must be true of the API, so that the connector is right.
    @Override
    public List<String> assumptions() {
        return List.of(
                "lists are sorted by the last change, the oldest first",
                "the cursor of the last page continues behind it later",
                "a payment that changes keeps its id and createdAt");
    }

    @Override
    public Optional<String> add(Task.Type kind, boolean tied) {
        return switch (kind) {
            case FETCH_ACCOUNTS -> Optional.of(server.data().addAccount(tied));
            case FETCH_PAYMENTS -> Optional.of(server.data().addPayment(tied, "EUR"));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> addUnsupported(Task.Type kind) {
        return kind == Task.Type.FETCH_PAYMENTS
                ? Optional.of(server.data().addPayment(false, "QQQ"))
                : Optional.empty();
    }

    @Override
    public Optional<String> update(Task.Type kind) {
        return kind == Task.Type.FETCH_PAYMENTS
                ? Optional.of(server.data().settleOldest())
                : Optional.empty();
    }

    @Override
    public Optional<String> delete(Task.Type kind) {
        return switch (kind) {
            case FETCH_ACCOUNTS -> Optional.of(server.data().accounts.removeOldest().id());
            case FETCH_PAYMENTS -> Optional.of(server.data().payments.removeOldest().id());
            default -> Optional.empty();
        };
    }

    @Override
    public Set<String> query(Task.Type kind) {
        return kind == Task.Type.FETCH_BALANCES ? Set.of() : Set.of("limit=2");
    }

    @Override
    public String errorBody(int status, String message) {
        return HelloServer.error("error_" + status, message);
    }

    @Override
    public List<OwnFault> ownFaults() {
        return List.of(
                refusal("a revoked key", 401, PaymentError.CLIENT_ERROR),
                refusal("a rate limit", 429, PaymentError.RATE_LIMITED));
    }

    @Override
    public List<JsonObject> refusedConfigs() {
        return List.of(Json.createObjectBuilder(config()).add("apiKey", "a b").build());
    }

    @Override
    public void close() {
        server.close();
    }

    private Map<String, Expected> accounts() {
        var rows = new LinkedHashMap<String, Expected>();
        for (var account : server.data().accounts.all()) {
            rows.put(
                    account.id(),
                    Expected.at(account.openedAt()).with("name", Json.createValue(account.name())));
        }
        return rows;
    }

    private Map<String, Expected> balances() {
        var rows = new LinkedHashMap<String, Expected>();
        for (var account : server.data().accounts.all()) {
            for (var money : account.balances()) {
                rows.put(account.id() + " " + asset(money), amount(account.openedAt(), money));
            }
        }
        return rows;
    }

    private Map<String, Expected> payments() {
        var rows = new LinkedHashMap<String, Expected>();
        for (var payment : server.data().payments.all()) {
            rows.put(payment.id(), expected(payment));
        }
        return rows;
    }

    /// What a row must become; the kit compares every field that is named here.
    private static Expected expected(HelloData.PaymentRow row) {
        var type =
                switch (row.kind()) {
                    case "incoming" -> PaymentType.PAY_IN;
                    case "outgoing" -> PaymentType.PAYOUT;
                    default -> PaymentType.TRANSFER;
                };
        var status =
                switch (row.state()) {
                    case "pending" -> PaymentStatus.PENDING;
                    case "settled" -> PaymentStatus.SUCCEEDED;
                    default -> PaymentStatus.FAILED;
                };
        return amount(row.at(), row.money())
                .as(type, status, PaymentScheme.OTHER)
                .between(Optional.of(row.from()), Optional.of(row.to()));
    }

    private OwnFault refusal(String name, int status, PaymentError expected) {
        return new OwnFault(name, KINDS, expected, () -> server.refuse(status), server::accept);
    }

    private static Expected amount(Instant at, HelloData.Money money) {
        return Expected.of(at, money.amount(), asset(money));
    }

    private static String asset(HelloData.Money money) {
        return Asset.ofCurrency(money.currency()).orElseThrow().toString();
    }
}
