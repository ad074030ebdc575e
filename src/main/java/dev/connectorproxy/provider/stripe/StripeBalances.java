package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.time.Instant;
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
        return Page.whole(available(balance, account, context.clock().instant()));
    }

    /// The available amounts of a balance object.
    List<Balance> available(JsonFields balance, String account, Instant at) {
        return balance.array("available").stream()
                .filter(it -> it != JsonValue.NULL)
                .map(it -> JsonFields.ofResponse(it, "available"))
                .flatMap(entry -> amount(entry, account, at).stream())
                .toList();
    }

    private Optional<Balance> amount(JsonFields available, String account, Instant at) {
        var currency = available.requiredString("currency");
        var asset = StripeCurrency.asset(currency);
        if (asset.isEmpty()) {
            context.log()
                    .warning(
                            "skipping a balance: currency not supported: "
                                    + StripeFields.sanitized(currency));
        }
        return asset.map(known ->
                Balance.of(account, at, available.requiredInteger("amount"), known.toString()));
    }
}
