package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture.Expected;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rows of a [StripeWorld] are to be read as.
record ExpectedStripeRows(StripeWorld world, StripeWorld.Size size) {
    private static final String SOURCE = "data.source";
    private static final List<String> IN_FULL =
            List.of(SOURCE, SOURCE + ".charge", SOURCE + ".payment_intent", SOURCE + ".transfer");

    /// A payout that is pending at first.
    static final String PENDING = "txn_pending";

    /// By reference, as they are after a reset.
    Map<String, Expected> of(Task.Type kind) {
        var expected = new LinkedHashMap<String, Expected>();
        switch (kind) {
            case FETCH_ACCOUNTS -> {
                expected.put(StripeWorld.ROOT, account(StripeWorld.ROOT, 0));
                for (int i = 0; i < size.accounts(); i++) {
                    expected.put(StripeWorld.accountId(i), account(StripeWorld.accountId(i), i));
                }
            }
            case FETCH_BALANCES -> accounts().forEach(it -> balances(it, expected));
            case FETCH_PAYMENTS -> accounts().forEach(it -> payments(it, expected));
            case FETCH_EXTERNAL_ACCOUNTS -> {
                for (int i = 0; i < size.accounts(); i++) {
                    // Stripe has no time of a bank account, so it has that of its account
                    var at = Expected.at(accountTime(i));
                    bankAccounts(StripeWorld.accountId(i)).forEach(id -> expected.put(id, at));
                }
            }
            case FETCH_OTHERS, CREATE_WEBHOOKS, FETCH_ORDERS, FETCH_CONVERSIONS -> {}
        }
        return expected;
    }

    private List<String> connected() {
        var accounts = new ArrayList<String>();
        for (int i = 0; i < size.accounts(); i++) {
            accounts.add(StripeWorld.accountId(i));
        }
        return accounts;
    }

    List<String> accounts() {
        var accounts = new ArrayList<>(connected());
        accounts.addFirst(StripeWorld.ROOT);
        return accounts;
    }

    private List<String> bankAccounts(String account) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < size.bankAccounts(); i++) {
            ids.add(world.bankAccounts(account).id(i));
        }
        return ids;
    }

    private void payments(String account, Map<String, Expected> expected) {
        var made = new FakeStripeTransactions(size.seed(), account);
        var transactions = new ExpectedTransactions(account);
        for (int i = 0; i < size.transactions(); i++) {
            var row = StripeSession.json(made.row(i, IN_FULL)).asJsonObject();
            transactions.payment(row).ifPresent(it -> expected.put(row.getString("id"), it));
        }
        if (account.equals(StripeWorld.ROOT)) {
            var row = StripeSession.json(pending("in_transit")).asJsonObject();
            transactions.payment(row).ifPresent(it -> expected.put(PENDING, it));
        }
    }

    String pending(String status) {
        return FakeStripeTransactions.payout(
                PENDING, FakeStripeTransactions.created(size.transactions()), status);
    }

    private static Expected account(String id, int number) {
        var row = StripeSession.json(StripeWorld.account(id, number)).asJsonObject();
        var name =
                row.getJsonObject("settings").getJsonObject("dashboard").getString("display_name");
        var asset = ExpectedTransactions.ASSETS.get(row.getString("default_currency"));
        return Expected.at(accountTime(number))
                .with("name", textOrNull(name))
                .with("defaultAsset", textOrNull(asset))
                .from(row);
    }

    private static JsonValue textOrNull(String text) {
        return text == null || text.isEmpty() ? JsonValue.NULL : Json.createValue(text);
    }

    private static void balances(String account, Map<String, Expected> expected) {
        var available =
                StripeSession.json(StripeWorld.balance()).asJsonObject().getJsonArray("available");
        for (var row : available.getValuesAs(JsonObject.class)) {
            var amount = row.getJsonNumber("amount").bigIntegerValueExact();
            Optional.ofNullable(ExpectedTransactions.ASSETS.get(row.getString("currency")))
                    .ifPresent(text ->
                            expected.put(
                                    account + " " + text,
                                    Expected.of(ProviderContract.NOW, amount, text)));
        }
    }

    private static Instant accountTime(int number) {
        return Instant.ofEpochSecond(FakeStripeTransactions.EPOCH + number / 3);
    }
}
