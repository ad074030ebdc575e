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
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.JsonValue;
import java.util.Optional;

/// Maps the rows of the API to accounts, balances and payments. Amounts there are whole numbers of the smallest unit of
/// their currency, as in ISO 4217: cents, yen, fils.
///
/// A row in another currency is skipped, and a kind or state that is not known becomes `OTHER`, which is logged. Any
/// other value that cannot be read is a failure, because amounts could be wrong.
record HelloMapping(ProviderContext.Log log) {

    /// The rows that one page leaves out.
    ///
    /// @param label names a row in log lines
    SkippedRows skippedRows(String label) {
        return new SkippedRows(log, label);
    }

    Account account(JsonValue json) {
        var row = JsonFields.ofResponse(json, "account");
        return Account.of(row.requiredString("id"), row.requiredTime("openedAt"), json)
                .withName(row.requiredString("name"));
    }

    Optional<Balance> balance(String account, JsonValue json, SkippedRows skipped) {
        var row = JsonFields.ofResponse(json, "balance");
        var currency = row.requiredString("currency");
        var asset = Asset.ofCurrency(currency);
        if (asset.isEmpty()) {
            skipped.addUnknownAsset(account, currency, json);
        }
        return asset.map(it ->
                Balance.of(
                        account,
                        row.requiredTime("at"),
                        row.requiredInteger("amount"),
                        it.toString()));
    }

    Optional<Payment> payment(JsonValue json, SkippedRows skipped) {
        var row = JsonFields.ofResponse(json, "payment");
        var id = row.requiredString("id");
        var currency = row.requiredString("currency");
        var asset = Asset.ofCurrency(currency);
        if (asset.isEmpty()) {
            skipped.addUnknownAsset(id, currency, json);
        }
        return asset.map(it ->
                Payment.of(id, row.requiredTime("createdAt"), json)
                        .as(type(row, id), status(row, id), PaymentScheme.OTHER)
                        .withAmount(row.requiredInteger("amount"), it.toString())
                        .between(party(row, "from"), party(row, "to")));
    }

    /// An account; an empty text is none.
    private static Optional<String> party(JsonFields row, String name) {
        return row.string(name).filter(it -> !it.isEmpty());
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
