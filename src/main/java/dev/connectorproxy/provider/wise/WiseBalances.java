package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/// Fetches the balances of a profile, each of which is an account in one currency.
record WiseBalances(WiseApi api, Log log) {
    private static final UnpagedList LIST = new UnpagedList("lastAccountID");

    Page<Account> accounts(FetchRequest request, Call call) {
        var profile = WiseIdFields.profile(request.requiredPayload());
        var skipped = skippedRows();
        return LIST.page(
                api.balances(profile, call),
                request,
                skipped,
                row -> account(row, profile, skipped));
    }

    Page<Balance> balances(FetchRequest request, Call call) {
        var account = request.account();
        var profile = WiseOrders.profile(account, "account");
        var row = api.balance(profile, account.reference(), call);
        var skipped = skippedRows();
        var balance =
                currency(row, skipped).map(currency -> balance(account.reference(), row, currency));
        return Page.whole(balance.stream().toList()).withSkipped(skipped.rows());
    }

    private static Optional<Account> account(WiseRow row, BigInteger profile, SkippedRows skipped) {
        return currency(row, skipped)
                .map(currency ->
                        new Account(
                                row.reference(),
                                row.time("creationTime"),
                                row.fields().string("name").filter(name -> !name.isBlank()),
                                Optional.of(currency.toString()),
                                Map.of(WiseOrders.PROFILE_ID, profile.toString()),
                                Optional.of(row.raw())));
    }

    private static Balance balance(String reference, WiseRow row, Asset currency) {
        return Balance.of(
                reference,
                row.time("modificationTime"),
                WiseRow.minorUnits(amount(row), "value", currency),
                currency.toString());
    }

    private static Optional<Asset> currency(WiseRow row, SkippedRows skipped) {
        return WiseCurrency.of(amount(row).requiredString("currency"), row, skipped);
    }

    private SkippedRows skippedRows() {
        return new SkippedRows(log, "wise: balance");
    }

    private static JsonFields amount(WiseRow row) {
        return row.fields()
                .object("amount")
                .orElseThrow(() -> row.fields().wrong("amount", "an object"));
    }
}
