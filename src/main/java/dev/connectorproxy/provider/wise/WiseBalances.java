package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/// Fetches the balances of a profile, each of which is an account in one currency.
record WiseBalances(WiseApi api, Log log) {
    private static final UnpagedList LIST = new UnpagedList("lastAccountID");

    Page<Account> accounts(FetchRequest request, Call call) {
        var profile = WiseIdFields.profile(request.requiredPayload());
        return LIST.page(api.balances(profile, call), request, row -> account(row, profile));
    }

    Page<Balance> balances(FetchRequest request, Call call) {
        var account = request.account();
        var profile = WiseOrders.profile(account, "account");
        var row = api.balance(profile, account.reference(), call);
        return Page.whole(
                currency(row).map(currency -> balance(account.reference(), row, currency)).stream()
                        .toList());
    }

    private Optional<Account> account(WiseRow row, BigInteger profile) {
        return currency(row)
                .map(currency ->
                        Account.of(row.reference(), row.time("creationTime"), row.raw())
                                .withDefaultAsset(currency.asset().toString())
                                .withMetadata(Map.of(WiseOrders.PROFILE_ID, profile.toString())))
                .map(it -> named(it, row));
    }

    private static Account named(Account account, WiseRow row) {
        return row.fields()
                .string("name")
                .filter(it -> !it.isBlank())
                .map(account::withName)
                .orElse(account);
    }

    private static Balance balance(String reference, WiseRow row, WiseCurrency currency) {
        return Balance.of(
                reference,
                row.time("modificationTime"),
                WiseRow.minorUnits(amount(row), "value", currency),
                currency.asset().toString());
    }

    private Optional<WiseCurrency> currency(WiseRow row) {
        return WiseCurrency.of(
                amount(row).requiredString("currency"), "balance " + row.reference(), log);
    }

    private static JsonFields amount(WiseRow row) {
        return row.fields()
                .object("amount")
                .orElseThrow(() -> row.fields().wrong("amount", "an object"));
    }
}
