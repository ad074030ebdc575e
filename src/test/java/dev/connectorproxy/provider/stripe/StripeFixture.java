package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The fixture of Stripe for the conformance kit: a new [StripeServer] for each reset, with as many connected accounts
/// as rows.
final class StripeFixture implements ProviderFixture {
    private static final Map<String, String> ASSETS =
            Map.of("usd", "USD/2", "jpy", "JPY", "kwd", "KWD/3", "eur", "EUR/2");
    private static final String CHARGES = "data.source";

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
    }

    @Override
    public Set<String> references(Task.Type kind) {
        var references = new LinkedHashSet<String>();
        switch (kind) {
            case FETCH_ACCOUNTS -> references.addAll(accounts());
            case FETCH_BALANCES -> references.addAll(expected(kind).keySet());
            case FETCH_PAYMENTS ->
                    accounts().forEach(text -> references.addAll(server.world().payments(text)));
            case FETCH_EXTERNAL_ACCOUNTS ->
                    connected().forEach(text -> references.addAll(bankAccounts(text)));
            case FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS -> {}
        }
        return references;
    }

    @Override
    public Map<String, Expected> expected(Task.Type kind) {
        var expected = new LinkedHashMap<String, Expected>();
        switch (kind) {
            case FETCH_ACCOUNTS -> {
                expected.put(StripeWorld.ROOT, Expected.at(accountTime(0)));
                for (int i = 0; i < size.accounts(); i++) {
                    expected.put(StripeWorld.accountId(i), Expected.at(accountTime(i)));
                }
            }
            case FETCH_BALANCES -> accounts().forEach(it -> balances(it, expected));
            case FETCH_PAYMENTS -> accounts().forEach(it -> charges(it, expected));
            // Stripe tells no time of a bank account
            case FETCH_EXTERNAL_ACCOUNTS,
                    FETCH_OTHERS,
                    CREATE_WEBHOOKS,
                    FETCH_ORDERS,
                    FETCH_CONVERSIONS -> {}
        }
        return expected;
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
            case FETCH_PAYMENTS -> Set.of("expand[]=" + CHARGES);
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
                delivery(webhooks.getFirst(), "evt_1", "balance.available", 1),
                delivery(webhooks.getLast(), "evt_2", "balance.available", 1),
                delivery(webhooks.getFirst(), "evt_3", "customer.created", 0));
    }

    @Override
    public int webhooks() {
        return server.webhooks();
    }

    @Override
    public void close() {
        server.close();
    }

    private static Delivery delivery(WebhookConfig config, String id, String type, int events) {
        var body =
                """
                {"id":"%s","object":"event","created":1770000000,"type":"%s","account":"acct_000000000",
                 "data":{"object":{"object":"balance","available":[{"amount":5,"currency":"usd"}]}}}
                """
                        .formatted(id, type);
        var payload = body.getBytes(StandardCharsets.UTF_8);
        var headers = Map.of("stripe-signature", List.of(signature(config, body)));
        var webhook = new Webhook(Optional.empty(), Map.of(), headers, payload);
        return new Delivery(id, new WebhookDelivery(config, webhook), events);
    }

    private static String signature(WebhookConfig config, String body) {
        try {
            long at = ProviderContract.NOW.getEpochSecond();
            var secret = config.metadata().get("secret").getBytes(StandardCharsets.UTF_8);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var signed = mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> connected() {
        var accounts = new ArrayList<String>();
        for (int i = 0; i < size.accounts(); i++) {
            accounts.add(StripeWorld.accountId(i));
        }
        return accounts;
    }

    private List<String> accounts() {
        var accounts = new ArrayList<>(connected());
        accounts.addFirst(StripeWorld.ROOT);
        return accounts;
    }

    private List<String> bankAccounts(String account) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < size.bankAccounts(); i++) {
            ids.add(server.world().bankAccounts(account).id(i));
        }
        return ids;
    }

    private void charges(String account, Map<String, Expected> expected) {
        var made = new FakeStripeTransactions(size.seed(), account);
        for (int i = 0; i < size.transactions(); i++) {
            var row = StripeSession.json(made.row(i, List.of(CHARGES))).asJsonObject();
            if (row.getString("type").equals("charge")) {
                var charge = row.getJsonObject("source");
                var asset = Optional.ofNullable(ASSETS.get(charge.getString("currency")));
                var at = Instant.ofEpochSecond(FakeStripeTransactions.created(i));
                var amount = charge.getJsonNumber("amount").bigIntegerValueExact();
                asset.ifPresent(
                        text -> expected.put(row.getString("id"), Expected.of(at, amount, text)));
            }
        }
    }

    private static void balances(String account, Map<String, Expected> expected) {
        var available =
                StripeSession.json(StripeWorld.balance()).asJsonObject().getJsonArray("available");
        for (var row : available.getValuesAs(JsonObject.class)) {
            var amount = row.getJsonNumber("amount").bigIntegerValueExact();
            Optional.ofNullable(ASSETS.get(row.getString("currency")))
                    .ifPresent(text ->
                            expected.put(
                                    account + " " + text,
                                    Expected.of(ProviderContract.NOW, amount, text)));
        }
    }

    private static Instant accountTime(int number) {
        return Instant.ofEpochSecond(FakeStripeTransactions.EPOCH + number / 3);
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
