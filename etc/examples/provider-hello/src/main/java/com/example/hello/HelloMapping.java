package com.example.hello;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.SkippedRow;
import jakarta.json.JsonValue;

/// Maps the rows of the API to accounts, balances and payments. Amounts there are whole numbers of the smallest unit of
/// their currency, as in ISO 4217: cents, yen, fils.
///
/// A kind or state that is not known becomes `OTHER` and is logged. Any other value that cannot be read is a failure,
/// because amounts could be wrong.
record HelloMapping(ProviderContext.Log log) {

    Account account(JsonValue json) {
        var row = JsonFields.ofResponse(json, "account");
        return Account.of(row.requiredString("id"), row.requiredTime("openedAt"), json)
                .withName(row.requiredString("name"));
    }

    Balance balance(String account, JsonValue json) {
        var row = JsonFields.ofResponse(json, "balance");
        return Balance.of(
                account,
                row.requiredTime("at"),
                row.requiredInteger("amount"),
                Asset.ofCurrency(currency(json)).orElseThrow().toString());
    }

    Payment payment(JsonValue json) {
        var row = JsonFields.ofResponse(json, "payment");
        var id = row.requiredString("id");
        return Payment.of(id, row.requiredTime("createdAt"), json)
                .as(type(row, id), status(row, id), PaymentScheme.OTHER)
                .withAmount(
                        row.requiredInteger("amount"),
                        Asset.ofCurrency(currency(json)).orElseThrow().toString())
                .between(row.string("from"), row.string("to"));
    }

    /// Whether the currency of a row is one of ISO 4217. The others have no number of decimals.
    static boolean hasAsset(JsonValue json) {
        return Asset.ofCurrency(currency(json)).isPresent();
    }

    /// A row without an asset, which is left out of its page. It is logged, too.
    SkippedRow skipped(String reference, JsonValue json) {
        var message = "currency not supported: " + currency(json);
        log.warning(reference + " is left out: " + message);
        return SkippedRow.of(reference, SkippedRow.Reason.UNKNOWN_ASSET, message).withRaw(json);
    }

    static String id(JsonValue json) {
        return JsonFields.ofResponse(json, "row").requiredString("id");
    }

    private static String currency(JsonValue json) {
        return JsonFields.ofResponse(json, "row").requiredString("currency");
    }

    private PaymentType type(JsonFields row, String id) {
        var kind = row.requiredString("kind");
        return switch (kind) {
            case "incoming" -> PaymentType.PAY_IN;
            case "outgoing" -> PaymentType.PAYOUT;
            case "internal" -> PaymentType.TRANSFER;
            default -> {
                log.warning("payment " + id + " has a kind that is not known: " + kind);
                yield PaymentType.OTHER;
            }
        };
    }

    private PaymentStatus status(JsonFields row, String id) {
        var state = row.requiredString("state");
        return switch (state) {
            case "pending" -> PaymentStatus.PENDING;
            case "settled" -> PaymentStatus.SUCCEEDED;
            case "rejected" -> PaymentStatus.FAILED;
            default -> {
                log.warning("payment " + id + " has a state that is not known: " + state);
                yield PaymentStatus.OTHER;
            }
        };
    }
}
