package dev.connectorproxy.provider.wise;

import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fixture of Wise for the conformance kit: a new [WiseServer] for each reset.
final class WiseFixture implements ProviderFixture {
    private static final String AMOUNT = "123456789012345678901";

    private WiseServer server = WiseServer.start(WiseData.of(0, 0, 0));
    private long balances;
    private int delivered;

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
        return new ExpectedWiseRows(server.data()).of(kind);
    }

    @Override
    public Set<String> constant() {
        return Set.of("type", "scheme", "parentReference");
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
    public List<String> assumptions() {
        return List.of(
                "ids of transfers and recipients grow, and transfers are sorted by them",
                "a page of recipients names the position of the next one, and is filtered by profile",
                "balances are not paged, and a profile has one standard balance of each currency",
                "a recipient has no time, so it is that of the fetch",
                "the signature of a webhook covers the body alone");
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
    public PaymentStatus orderStatus(Capability kind) {
        return PaymentStatus.PENDING; // it is not funded yet
    }

    /// Wise signs the body alone.
    @Override
    public Optional<Duration> webhookTolerance() {
        return Optional.empty();
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
                delivery(hook(webhooks, "transfer_state_changed"), changed, 1),
                delivery(hook(webhooks, "transfer_payout_failure"), failed, 1),
                delivery(hook(webhooks, "balance_update"), updated("R-1"), 1),
                // of a balance that changed without a transfer
                delivery(hook(webhooks, "balance_update"), updated(""), 0));
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

    private Delivery delivery(WebhookConfig config, String json, int events) {
        delivered++;
        var id = "d-" + delivered;
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
