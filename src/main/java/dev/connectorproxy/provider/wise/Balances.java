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
final class Balances {
    private static final WholeList LIST = new WholeList("lastAccountID");

    private final WiseApi api;
    private final Log log;

    Balances(WiseApi api, Log log) {
        this.api = api;
        this.log = log;
    }

    Page<Account> accounts(FetchRequest request, Call call) {
        var profile = Ids.profile(request.requiredPayload());
        return LIST.page(api.balances(profile, call), request, row -> account(row, profile));
    }

    Page<Balance> balances(FetchRequest request, Call call) {
        var account = request.account();
        var profile = Orders.profile(account, "account");
        var row = api.balance(profile, account.reference(), call);
        return Page.whole(
                currency(row).map(currency -> balance(account.reference(), row, currency)).stream().toList());
    }

    private Optional<Account> account(Row row, BigInteger profile) {
        return currency(row)
                .map(currency ->
                        Account.of(row.reference(), row.time("creationTime"), row.raw())
                                .withDefaultAsset(currency.asset().toString())
                                .withMetadata(Map.of(Orders.PROFILE_ID, profile.toString())))
                .map(it -> named(it, row));
    }

    private static Account named(Account account, Row row) {
        return row.fields()
                .string("name")
                .filter(it -> !it.isBlank())
                .map(account::withName)
                .orElse(account);
    }

    private static Balance balance(String reference, Row row, Currency currency) {
        return Balance.of(
                reference,
                row.time("modificationTime"),
                Row.minorUnits(amount(row), "value", currency),
                currency.asset().toString());
    }

    private Optional<Currency> currency(Row row) {
        return Currency.of(
                amount(row).requiredString("currency"), "balance " + row.reference(), log);
    }

    private static JsonFields amount(Row row) {
        return row.fields()
                .object("amount")
                .orElseThrow(() -> row.fields().wrong("amount", "an object"));
    }
}
