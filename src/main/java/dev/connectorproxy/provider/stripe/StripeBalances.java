package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fetches the available balances of an account. There is no state: every fetch returns all of them.
record StripeBalances(StripeApi api, ProviderContext context) {

    Page<Balance> fetch(FetchRequest request, Call call) {
        var account = request.account().reference();
        var balance =
                api.http()
                        .fields(
                                AccountHeader.forReading(
                                        ProviderRequest.get("/v1/balance"), account),
                                "balance",
                                call);
        var skipped = skippedRows();
        return Page.whole(available(balance, account, context.clock().instant(), skipped))
                .withSkipped(skipped.rows());
    }

    /// The available amounts of a balance object.
    List<Balance> available(JsonFields balance, String account, Instant at, SkippedRows skipped) {
        var balances = new ArrayList<Balance>();
        for (var json : balance.array("available")) {
            if (json != JsonValue.NULL) {
                amount(json, account, at, skipped).ifPresent(balances::add);
            }
        }
        return balances;
    }

    /// The amounts that are left out, of one page or event.
    SkippedRows skippedRows() {
        return new SkippedRows(context.log(), "balance of account");
    }

    private static Optional<Balance> amount(
            JsonValue json, String account, Instant at, SkippedRows skipped) {
        var available = JsonFields.ofResponse(json, "available");
        var currency = available.requiredString("currency");
        var asset = StripeCurrency.asset(currency);
        if (asset.isEmpty()) {
            skipped.addUnknownAsset(account, currency, json);
        }
        return asset.map(known ->
                Balance.of(account, at, available.requiredInteger("amount"), known.toString()));
    }
}
