package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fixture of dummypay for the conformance kit: a directory with its three files.
record DummypayFixture(
        Path at,
        List<JsonObject> accounts,
        List<JsonObject> balances,
        List<JsonObject> payments,
        List<JsonObject> orders,
        List<JsonObject> conversions)
        implements ProviderFixture {
    private static final List<String> CURRENCIES = List.of("JPY", "EUR/2", "BHD/3");
    private static final List<String> TYPES = List.of("PAY-IN", "PAYOUT", "TRANSFER");
    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public JsonObject config() {
        return Json.createObjectBuilder().add("name", "d").add("directory", at.toString()).build();
    }

    @Override
    public void reset(long seed, int rows) {
        accounts.clear();
        balances.clear();
        payments.clear();
        orders.clear();
        conversions.clear();
        for (int i = 0; i < rows; i++) {
            accounts.add(account(i));
            for (var currency : CURRENCIES) {
                balances.add(
                        Json.createObjectBuilder()
                                .add("account_id", "acc-" + i)
                                .add(
                                        "amount_in_minors",
                                        BigInteger.TEN.pow(i * 5).add(BigInteger.valueOf(seed)))
                                .add("currency", currency)
                                .build());
            }
            payments.add(payment(i));
            orders.add(trade(i));
            conversions.add(conversion(i));
        }
        write();
    }

    private void write() {
        try {
            Files.writeString(at.resolve("accounts.json"), accounts.toString());
            Files.writeString(at.resolve("balances.json"), balances.toString());
            Files.writeString(at.resolve("payments.json"), payments.toString());
            Files.writeString(at.resolve("orders.json"), orders.toString());
            Files.writeString(at.resolve("conversions.json"), conversions.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject account(int number) {
        return Json.createObjectBuilder()
                .add("id", "acc-" + number)
                .add("name", "\u6771 " + number)
                .add("opening_date", OPENED.toString())
                .add("currency", "EUR/2")
                .build();
    }

    /// Of three types and two statuses, the odd ones between accounts, the first of these an adjustment.
    private static JsonObject payment(int number) {
        var row =
                Json.createObjectBuilder()
                        .add("reference", "pay-" + number)
                        .add("type", TYPES.get(number % 3))
                        .add("amount", BigInteger.TEN.pow(number * 5).add(BigInteger.ONE))
                        .add("currency", CURRENCIES.get(number % 3))
                        .add("status", number % 2 == 0 ? "SUCCEEDED" : "PENDING")
                        .add("created_at", OPENED.plusSeconds(number).toString());
        if (number % 2 == 1) {
            row.add("source_account_id", "acc-0").add("destination_account_id", "acc-1");
        }
        return (number == 1 ? row.add("parent_reference", "pay-0") : row).build();
    }

    /// An order to buy or to sell: the asset of its quantity is the destination, or the source.
    private static JsonObject trade(int number) {
        boolean buys = number % 2 == 0;
        return Json.createObjectBuilder()
                .add("reference", "ord-" + number)
                .add("created_at", OPENED.toString())
                .add("direction", buys ? "BUY" : "SELL")
                .add("type", "LIMIT")
                .add("status", "OPEN")
                .add("source_asset", buys ? "EUR/2" : "BTC/8")
                .add("destination_asset", buys ? "BTC/8" : "EUR/2")
                .add("base_quantity_ordered", BigInteger.TEN.pow(number * 5))
                .add("limit_price", 6_500_000)
                .add("price_asset", "EUR/2")
                .add("time_in_force", "GOOD_UNTIL_CANCELLED")
                .build();
    }

    private static JsonObject conversion(int number) {
        return Json.createObjectBuilder()
                .add("reference", "con-" + number)
                .add("created_at", OPENED.toString())
                .add("status", "PENDING")
                .add("source_asset", CURRENCIES.get(number % 3))
                .add("source_amount", BigInteger.TEN.pow(number * 5))
                .add("destination_asset", "USDC/6")
                .build();
    }

    @Override
    public Set<String> references(Task.Type kind) {
        return expected(kind).keySet();
    }

    @Override
    public Map<String, Expected> expected(Task.Type kind) {
        var expected = new LinkedHashMap<String, Expected>();
        switch (kind) {
            case FETCH_ACCOUNTS ->
                    accounts.forEach(row ->
                            expected.put(
                                    row.getString("id"),
                                    Expected.at(OPENED)
                                            .with("name", row.get("name"))
                                            .with("defaultAsset", row.get("currency"))
                                            .from(row)));
            case FETCH_PAYMENTS ->
                    payments.forEach(
                            row -> expected.put(row.getString("reference"), expectedPayment(row)));
            case FETCH_BALANCES ->
                    balances.forEach(object ->
                            expected.put(
                                    object.getString("account_id")
                                            + " "
                                            + object.getString("currency"),
                                    Expected.of(
                                            ProviderContract.NOW,
                                            object.getJsonNumber("amount_in_minors")
                                                    .bigIntegerValue(),
                                            object.getString("currency"))));
            case FETCH_ORDERS ->
                    orders.forEach(row ->
                            expected.put(
                                    row.getString("reference"),
                                    Expected.at(OPENED)
                                            .with("direction", row.get("direction"))
                                            .with("status", row.get("status"))
                                            .with("sourceAsset", row.get("source_asset"))
                                            .with("destinationAsset", row.get("destination_asset"))
                                            .with(
                                                    "baseQuantityOrdered",
                                                    row.get("base_quantity_ordered"))
                                            .from(row)));
            case FETCH_CONVERSIONS ->
                    conversions.forEach(row ->
                            expected.put(
                                    row.getString("reference"),
                                    Expected.at(OPENED)
                                            .with("status", row.get("status"))
                                            .with("sourceAsset", row.get("source_asset"))
                                            .with("sourceAmount", row.get("source_amount"))
                                            .with("destinationAsset", row.get("destination_asset"))
                                            .from(row)));
            case FETCH_OTHERS, FETCH_EXTERNAL_ACCOUNTS, CREATE_WEBHOOKS -> {}
        }
        return expected;
    }

    private static Expected expectedPayment(JsonObject row) {
        var type =
                row.getString("type").equals("PAY-IN")
                        ? PaymentType.PAY_IN
                        : PaymentType.valueOf(row.getString("type"));
        return Expected.of(
                        Instant.parse(row.getString("created_at")),
                        row.getJsonNumber("amount").bigIntegerValue(),
                        row.getString("currency"))
                .as(type, PaymentStatus.valueOf(row.getString("status")), PaymentScheme.OTHER)
                .between(
                        Optional.ofNullable(row.getString("source_account_id", null)),
                        Optional.ofNullable(row.getString("destination_account_id", null)))
                .adjusting(row.getString("parent_reference", ""))
                .from(row);
    }

    @Override
    public List<String> assumptions() {
        return List.of(
                "rows are added at the end of a file, and no row before them is removed",
                "a balance has no time, so it is that of the fetch");
    }

    @Override
    public Set<String> constant() {
        return Set.of("scheme");
    }

    @Override
    public Optional<String> add(Task.Type kind, boolean tied) {
        var row =
                switch (kind) {
                    case FETCH_ACCOUNTS -> added(accounts, account(accounts.size()));
                    case FETCH_PAYMENTS -> added(payments, payment(payments.size()));
                    case FETCH_ORDERS -> added(orders, trade(orders.size()));
                    case FETCH_CONVERSIONS -> added(conversions, conversion(conversions.size()));
                    case FETCH_OTHERS, FETCH_EXTERNAL_ACCOUNTS, FETCH_BALANCES, CREATE_WEBHOOKS ->
                            Optional.<JsonObject>empty();
                };
        write();
        return row.map(
                json -> json.getString(kind == Task.Type.FETCH_ACCOUNTS ? "id" : "reference"));
    }

    private static Optional<JsonObject> added(List<JsonObject> rows, JsonObject row) {
        rows.add(row);
        return Optional.of(row);
    }

    @Override
    public boolean talksHttp() {
        return false;
    }

    @Override
    public List<JsonObject> refusedConfigs() {
        return List.of(
                Json.createObjectBuilder(config()).add("directory", at + "/no").build(),
                Json.createObjectBuilder(config()).add("directory", at + "/../").build());
    }

    @Override
    public List<OwnFault> ownFaults() {
        return List.of(
                new OwnFault(
                        "a damaged file",
                        Set.of(Task.Type.FETCH_ACCOUNTS),
                        PaymentError.UPSTREAM_ERROR,
                        () -> damage("accounts.json"),
                        this::write),
                new OwnFault(
                        "another damaged file",
                        Set.of(Task.Type.FETCH_PAYMENTS),
                        PaymentError.UPSTREAM_ERROR,
                        () -> damage("payments.json"),
                        this::write),
                new OwnFault(
                        "damaged orders",
                        Set.of(Task.Type.FETCH_ORDERS),
                        PaymentError.UPSTREAM_ERROR,
                        () -> damage("orders.json"),
                        this::write),
                new OwnFault(
                        "damaged conversions",
                        Set.of(Task.Type.FETCH_CONVERSIONS),
                        PaymentError.UPSTREAM_ERROR,
                        () -> damage("conversions.json"),
                        this::write),
                new OwnFault(
                        "damaged balances",
                        Set.of(Task.Type.FETCH_BALANCES),
                        PaymentError.UPSTREAM_ERROR,
                        () -> damage("balances.json"),
                        this::write));
    }

    private void damage(String name) {
        try {
            var text = Files.readString(at.resolve(name));
            Files.writeString(at.resolve(name), text.substring(0, text.length() / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<PaymentInitiation> order(Capability kind, String reference) {
        return Optional.of(
                new PaymentInitiation(
                        reference,
                        OPENED,
                        "",
                        someAccount("acc-0"),
                        someAccount("acc-1"),
                        BigInteger.TEN,
                        "EUR/2",
                        Map.of()));
    }

    @Override
    public boolean listsOrders() {
        return true;
    }

    @Override
    public Optional<PaymentReversal> reversal(PaymentInitiation order, Payment payment) {
        return Optional.of(
                new PaymentReversal(
                        "back", OPENED, "", order, order.amount(), order.asset(), Map.of()));
    }

    private static Optional<Account> someAccount(String reference) {
        return Optional.of(Account.of(reference, OPENED, JsonValue.EMPTY_JSON_OBJECT));
    }
}
