package dev.connectorproxy.provider.wise;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fixture of Wise for the conformance kit: a new [WiseServer] for each reset.
final class WiseFixture implements ProviderFixture {
    private static final Map<String, Integer> DECIMALS =
            Map.of("JPY", 0, "EUR", 2, "USD", 2, "GBP", 2, "IDR", 2, "PLN", 2, "HUF", 2, "KWD", 3);
    private static final LocalDateTime FIRST = LocalDateTime.parse("2024-02-29T23:59:58");
    private static final String AMOUNT = "123456789012345678901";

    private WiseServer server = WiseServer.start(WiseData.of(0, 0, 0));
    private long balances;

    @Override
    public JsonObject config() {
        return server.config();
    }

    @Override
    public void reset(long seed, int rows) {
        server.close();
        server = WiseServer.start(WiseData.of(seed, rows, rows));
        balances = 2_000;
        server.data().addTransfer(0, 0, "JPY", AMOUNT, "processing");
        for (int i = 0; i < 3; i++) {
            server.data().addRecipient(WiseData.PERSONAL, "USD");
        }
    }

    @Override
    public Set<Integer> decimals() {
        return Set.of(0, 2, 3);
    }

    @Override
    public Set<String> references(Task.Type kind) {
        return kind == Task.Type.FETCH_OTHERS
                ? Set.of(String.valueOf(WiseData.PERSONAL), String.valueOf(WiseData.BUSINESS))
                : expected(kind).keySet();
    }

    @Override
    public Map<String, Expected> expected(Task.Type kind) {
        var expected = new LinkedHashMap<String, Expected>();
        switch (kind) {
            case FETCH_ACCOUNTS, FETCH_BALANCES ->
                    server.data().balances().stream()
                            .filter(balance -> DECIMALS.containsKey(balance.currency()))
                            .forEach(it -> put(it, kind, expected));
            case FETCH_EXTERNAL_ACCOUNTS ->
                    server.data().recipients().stream()
                            .filter(recipient -> DECIMALS.containsKey(recipient.currency()))
                            .forEach(recipient ->
                                    expected.put(
                                            String.valueOf(recipient.id()),
                                            Expected.at(ProviderContract.NOW)));
            case FETCH_PAYMENTS ->
                    server.data().transfers().stream()
                            .filter(transfer -> DECIMALS.containsKey(transfer.currency()))
                            .forEach(transfer ->
                                    expected.put(
                                            String.valueOf(transfer.id()),
                                            money(
                                                    FIRST.plusSeconds(transfer.second())
                                                            .toInstant(ZoneOffset.UTC),
                                                    transfer.value(),
                                                    transfer.currency())));
            case FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS -> {}
        }
        return expected;
    }

    @Override
    public Optional<String> add(Task.Type kind, boolean tied) {
        return add(kind, "EUR");
    }

    @Override
    public Optional<String> addUnsupported(Task.Type kind) {
        return add(kind, "ZZZ");
    }

    @Override
    public Optional<String> update(Task.Type kind) {
        if (kind != Task.Type.FETCH_PAYMENTS) {
            return Optional.empty();
        }
        var processing =
                server.data().transfers().stream()
                        .filter(one -> one.state().equals("processing") && one.supported())
                        .findFirst();
        processing.ifPresent(one -> server.data().setState(one.id(), "cancelled"));
        return processing.map(one -> String.valueOf(one.id()));
    }

    @Override
    public Optional<String> delete(Task.Type kind) {
        return switch (kind) {
            case FETCH_EXTERNAL_ACCOUNTS -> {
                long id = server.data().recipients().getFirst().id();
                server.data().removeRecipient(id);
                yield Optional.of(String.valueOf(id));
            }
            case FETCH_PAYMENTS -> {
                long id = server.data().transfers().getFirst().id();
                server.data().removeTransfers(it -> it.id() == id);
                yield Optional.of(String.valueOf(id));
            }
            case FETCH_ACCOUNTS,
                    FETCH_BALANCES,
                    FETCH_OTHERS,
                    CREATE_WEBHOOKS,
                    FETCH_ORDERS,
                    FETCH_CONVERSIONS ->
                    Optional.empty();
        };
    }

    @Override
    public String errorBody(int status, String message) {
        return Json.createObjectBuilder()
                .add(
                        "errors",
                        Json.createArrayBuilder()
                                .add(
                                        Json.createObjectBuilder()
                                                .add("code", "E" + status)
                                                .add("message", message)))
                .build()
                .toString();
    }

    @Override
    public Set<String> query(Task.Type kind) {
        return switch (kind) {
            case FETCH_ACCOUNTS -> Set.of("types=STANDARD,SAVINGS");
            case FETCH_EXTERNAL_ACCOUNTS -> Set.of("sort=id,asc");
            case FETCH_PAYMENTS -> Set.of("offset=0");
            case FETCH_BALANCES, FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS ->
                    Set.of();
        };
    }

    @Override
    public List<JsonObject> refusedConfigs() {
        return List.of(
                Json.createObjectBuilder(config()).add("apiKey", "two words").build(),
                Json.createObjectBuilder(config()).add("webhookPublicKey", "no key").build());
    }

    @Override
    public Optional<PaymentInitiation> order(Capability kind, String reference) {
        var recipient = server.data().recipients().getFirst().id();
        return Optional.of(
                new PaymentInitiation(
                        reference,
                        Instant.EPOCH,
                        "rent",
                        account("900"),
                        account(String.valueOf(recipient)),
                        BigInteger.valueOf(1_050),
                        "EUR/2",
                        Map.of()));
    }

    @Override
    public List<Delivery> deliveries(List<WebhookConfig> webhooks) {
        var changed =
                """
                {"data":{"resource":{"type":"transfer","id":%d,"profile_id":2,"account_id":3},
                  "current_state":"processing","previous_state":"unknown","occurred_at":"2023-03-08T14:55:38Z"},
                 "subscription_id":"s","event_type":"transfers#state-change","schema_version":"2.0.0"}
                """
                        .formatted(server.data().transfers().getLast().id());
        var failed =
                """
                {"data":{"transfer_id":%d,"profile_id":2,"failure_reason_code":"WRONG_ID_NUMBER",
                  "failure_description":"Invalid ID","occurred_at":"2023-08-10T10:17:23.000+00:00"},
                 "event_type":"transfers#payout-failure","schema_version":"2.0.0"}
                """
                        .formatted(server.data().transfers().getLast().id());
        return List.of(
                delivery(hook(webhooks, "transfer_state_changed"), "d-1", changed, 1),
                delivery(hook(webhooks, "transfer_payout_failure"), "d-4", failed, 1),
                delivery(hook(webhooks, "balance_update"), "d-2", updated("R-1"), 1),
                // of a balance that changed without a transfer
                delivery(hook(webhooks, "balance_update"), "d-3", updated(""), 0));
    }

    @Override
    public int webhooks() {
        return server.routes().subscriptions().size();
    }

    @Override
    public void close() {
        server.close();
    }

    private Optional<String> add(Task.Type kind, String currency) {
        var data = server.data();
        return switch (kind) {
            case FETCH_ACCOUNTS -> {
                long id = ++balances;
                data.addBalance(WiseData.BUSINESS, id, currency, "1.00");
                yield Optional.of(String.valueOf(id));
            }
            case FETCH_EXTERNAL_ACCOUNTS ->
                    Optional.of(
                            String.valueOf(data.addRecipient(WiseData.BUSINESS, currency).id()));
            case FETCH_PAYMENTS ->
                    Optional.of(
                            String.valueOf(
                                    data.addTransfer(0, 0, currency, "1.05", "processing").id()));
            case FETCH_BALANCES, FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS ->
                    Optional.empty();
        };
    }

    private static void put(
            WiseData.Balance balance, Task.Type kind, Map<String, Expected> expected) {
        if (kind == Task.Type.FETCH_ACCOUNTS) {
            expected.put(
                    String.valueOf(balance.id()),
                    Expected.at(Instant.parse("2020-05-20T14:43:16.658Z")));
        } else {
            var at = Instant.parse("2021-06-30T23:59:59.000001Z");
            var money = money(at, new BigDecimal(balance.value()), balance.currency());
            expected.put(balance.id() + " " + money.asset(), money);
        }
    }

    private static Expected money(Instant at, BigDecimal value, String currency) {
        int decimals = DECIMALS.get(currency);
        return Expected.of(
                at,
                value.movePointRight(decimals).toBigIntegerExact(),
                decimals == 0 ? currency : currency + "/" + decimals);
    }

    private static WebhookConfig hook(List<WebhookConfig> webhooks, String name) {
        return webhooks.stream()
                .filter(config -> config.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String updated(String reference) {
        return """
        {"data":{"resource":{"id":900,"profile_id":2,"type":"balance-account"},"amount":1.05,"balance_id":900,
          "currency":"EUR","transaction_type":"credit","occurred_at":"2023-03-08T14:55:38.123Z",
          "transfer_reference":"%s"},"event_type":"balances#update","schema_version":"2.2.0"}
        """
                .formatted(reference);
    }

    private static Delivery delivery(WebhookConfig config, String id, String json, int events) {
        var payload = json.getBytes(StandardCharsets.UTF_8);
        var headers = WiseSigner.headers(payload, id);
        var webhook = new Webhook(Optional.empty(), Map.of(), headers, payload);
        return new Delivery(id, new WebhookDelivery(config, webhook), events);
    }

    private static Optional<Account> account(String reference) {
        return Optional.of(
                Account.of(reference, Instant.EPOCH, JsonValue.TRUE)
                        .withMetadata(Map.of("profile_id", String.valueOf(WiseData.BUSINESS))));
    }
}
