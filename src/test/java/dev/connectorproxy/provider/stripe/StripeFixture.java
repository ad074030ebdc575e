package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
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
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fixture of Stripe for the conformance kit: a new [StripeServer] for each reset, with as many connected accounts
/// as rows.
final class StripeFixture implements ProviderFixture {
    private static final String PENDING = ExpectedStripeRows.PENDING;

    private StripeServer server = new StripeServer(new StripeWorld.Size(0, 0, 0, 0));
    private StripeWorld.Size size = new StripeWorld.Size(0, 0, 0, 0);
    private int more;

    @Override
    public JsonObject config() {
        return Json.createObjectBuilder()
                .add("name", "stripe")
                .add("apiKey", StripeServer.KEY)
                .add("endpoint", server.url())
                .build();
    }

    @Override
    public void reset(long seed, int rows) {
        server.close();
        more = 0;
        size = new StripeWorld.Size(seed, rows, rows, rows);
        server = new StripeServer(size);
        server.world().transactions(StripeWorld.ROOT).add(PENDING, rows().pending("in_transit"));
    }

    @Override
    public Set<String> references(Task.Type kind) {
        var references = new LinkedHashSet<String>();
        switch (kind) {
            case FETCH_ACCOUNTS -> references.addAll(rows().accounts());
            case FETCH_PAYMENTS -> {
                rows().accounts().forEach(text -> references.addAll(server.world().payments(text)));
                references.add(PENDING);
            }
            case FETCH_BALANCES, FETCH_EXTERNAL_ACCOUNTS ->
                    references.addAll(expected(kind).keySet());
            case FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS -> {}
        }
        return references;
    }

    @Override
    public Map<String, Expected> expected(Task.Type kind) {
        return rows().of(kind);
    }

    @Override
    public Optional<String> add(Task.Type kind, boolean tied) {
        more++;
        return switch (kind) {
            case FETCH_ACCOUNTS -> Optional.of(addAccount("acct_more" + more, tied));
            case FETCH_EXTERNAL_ACCOUNTS -> Optional.of(addBankAccount("ba_more_" + more));
            case FETCH_PAYMENTS -> Optional.of(addCharge("txn_more_" + more, tied, "usd"));
            case FETCH_BALANCES, FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS ->
                    Optional.empty();
        };
    }

    @Override
    public Optional<String> update(Task.Type kind) {
        var transactions = server.world().transactions(StripeWorld.ROOT);
        var paid = rows().pending("paid");
        if (kind != Task.Type.FETCH_PAYMENTS || transactions.get(PENDING, List.of()).equals(paid)) {
            return Optional.empty();
        }
        transactions.replace(PENDING, paid);
        return Optional.of(PENDING);
    }

    @Override
    public Optional<String> addUnsupported(Task.Type kind) {
        more++;
        return kind == Task.Type.FETCH_PAYMENTS
                ? Optional.of(addCharge("txn_odd_" + more, false, "zzz"))
                : Optional.empty();
    }

    @Override
    public Optional<String> delete(Task.Type kind) {
        var world = server.world();
        var first = StripeWorld.accountId(0);
        return switch (kind) {
            case FETCH_ACCOUNTS -> Optional.of(deleted(world.accounts()));
            case FETCH_EXTERNAL_ACCOUNTS -> Optional.of(deleted(world.bankAccounts(first)));
            case FETCH_PAYMENTS -> Optional.of(deleted(world.transactions(StripeWorld.ROOT)));
            case FETCH_BALANCES, FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS ->
                    Optional.empty();
        };
    }

    /// A dispute whose status is unknown is one.
    @Override
    public Set<String> unknownValues() {
        return Set.of("OTHER", "UNKNOWN", "DISPUTE");
    }

    @Override
    public List<String> assumptions() {
        return List.of(
                "lists are sorted by created, newest first, and a row stays where it is",
                "starting_after and ending_before accept the id of any row that was not deleted",
                "the amount of a balance transaction never changes",
                "a bank account has no time, so it is that of its account",
                "the status of a payout changes, and its balance transaction stays the same");
    }

    @Override
    public String errorBody(int status, String message) {
        return Json.createObjectBuilder()
                .add(
                        "error",
                        Json.createObjectBuilder()
                                .add("type", status < 500 ? "invalid_request_error" : "api_error")
                                .add("message", message))
                .build()
                .toString();
    }

    @Override
    public Set<String> query(Task.Type kind) {
        return switch (kind) {
            case FETCH_PAYMENTS -> Set.of("expand[]=data.source");
            case FETCH_EXTERNAL_ACCOUNTS -> Set.of("object=bank_account");
            case FETCH_ACCOUNTS,
                    FETCH_BALANCES,
                    FETCH_OTHERS,
                    CREATE_WEBHOOKS,
                    FETCH_ORDERS,
                    FETCH_CONVERSIONS ->
                    Set.of();
        };
    }

    @Override
    public List<JsonObject> refusedConfigs() {
        return List.of(Json.createObjectBuilder(config()).add("apiKey", "two words").build());
    }

    @Override
    public Optional<PaymentInitiation> order(Capability kind, String reference) {
        var to = kind == Capability.CREATE_TRANSFER ? StripeWorld.accountId(0) : "ba_1";
        return Optional.of(
                new PaymentInitiation(
                        reference,
                        Instant.EPOCH,
                        "rent",
                        Optional.empty(),
                        Optional.of(Account.of(to, Instant.EPOCH, JsonValue.TRUE)),
                        BigInteger.valueOf(1_050),
                        "USD/2",
                        Map.of()));
    }

    @Override
    public PaymentStatus orderStatus(Capability kind) {
        return kind == Capability.CREATE_PAYOUT ? PaymentStatus.PENDING : PaymentStatus.SUCCEEDED;
    }

    @Override
    public Optional<PaymentReversal> reversal(PaymentInitiation order, Payment payment) {
        var transfer = payment.raw().orElseThrow().asJsonObject().getString("id");
        return transfer.startsWith("tr_")
                ? Optional.of(
                        new PaymentReversal(
                                order.reference() + "-r",
                                Instant.EPOCH,
                                "",
                                order,
                                BigInteger.TEN,
                                order.asset(),
                                Map.of(StripeOrders.TRANSFER_ID, transfer)))
                : Optional.empty();
    }

    @Override
    public List<Delivery> deliveries(List<WebhookConfig> webhooks) {
        return List.of(
                delivery(webhooks.getFirst(), "balance.available", 1),
                delivery(webhooks.getLast(), "balance.available", 1),
                delivery(webhooks.getFirst(), "customer.created", 0));
    }

    @Override
    public int webhooks() {
        return server.webhooks();
    }

    @Override
    public void close() {
        server.close();
    }

    private Delivery delivery(WebhookConfig config, String type, int events) {
        more++;
        var id = "evt_" + more;
        var body =
                """
                {"id":"%s","object":"event","created":1770000000,"type":"%s","account":"acct_000000000",
                 "data":{"object":{"object":"balance","available":[{"amount":5,"currency":"usd"}]}}}
                """
                        .formatted(id, type);
        var payload = body.getBytes(StandardCharsets.UTF_8);
        var headers = Map.of("stripe-signature", List.of(StripeDeliveries.signature(config, body)));
        var webhook = new Webhook(Optional.empty(), Map.of(), headers, payload);
        return new Delivery(id, new WebhookDelivery(config, webhook), events);
    }

    private ExpectedStripeRows rows() {
        return new ExpectedStripeRows(server.world(), size);
    }

    private String addAccount(String id, boolean tied) {
        var accounts = server.world().accounts();
        int number = accounts.size();
        accounts.add(id, StripeWorld.account(id, tied ? number - 1 : number + 3));
        return id;
    }

    private String addBankAccount(String id) {
        server.world().addBankAccount(StripeWorld.accountId(0), id);
        return id;
    }

    private String addCharge(String id, boolean tied, String currency) {
        server.world().addCharge(StripeWorld.ROOT, id, tied, currency);
        return id;
    }

    private static String deleted(StripeLedger ledger) {
        var id = ledger.id(0);
        ledger.delete(id);
        return id;
    }
}
