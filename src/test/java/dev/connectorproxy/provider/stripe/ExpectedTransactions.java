package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.contract.payment.ProviderFixture.Expected;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the balance transactions of one account are to be read as, by their type.
///
/// @param account whose they are
record ExpectedTransactions(String account) {
    static final Map<String, String> ASSETS =
            Map.of("usd", "USD/2", "jpy", "JPY", "kwd", "KWD/3", "eur", "EUR/2");

    /// The payment of a transaction with all its objects in full; empty if its currency is not supported.
    Optional<Expected> payment(JsonObject row) {
        var amount = row.getJsonNumber("amount").bigIntegerValueExact();
        return Optional.ofNullable(ASSETS.get(row.getString("currency")))
                .map(asset ->
                        Expected.of(
                                Instant.ofEpochSecond(row.getInt("created")), amount.abs(), asset))
                .map(money -> kind(money, row, amount).from(row));
    }

    private Expected kind(Expected money, JsonObject row, BigInteger amount) {
        var type = row.getString("type");
        var source =
                row.get("source") instanceof JsonObject object
                        ? object
                        : JsonValue.EMPTY_JSON_OBJECT;
        return switch (type) {
            case "charge" -> payIn(money, PaymentStatus.SUCCEEDED, card(source));
            case "payment" -> payIn(money, PaymentStatus.SUCCEEDED, PaymentScheme.OTHER);
            case "refund", "refund_failure", "payment_refund", "payment_failure_refund" ->
                    refund(money, type, source);
            case "payout" -> payout(money, status(source));
            case "payout_failure" -> payout(money, PaymentStatus.FAILED).adjusting(parent(source));
            case "payout_cancel" ->
                    payout(money, PaymentStatus.CANCELLED).adjusting(parent(source));
            case "transfer" -> transfer(money, PaymentStatus.SUCCEEDED, source);
            case "transfer_refund" ->
                    transfer(money, PaymentStatus.REFUNDED, source.getJsonObject("transfer"))
                            .adjusting(parent(source.getJsonObject("transfer")));
            case "transfer_cancel" ->
                    transfer(money, PaymentStatus.CANCELLED, source).adjusting(parent(source));
            case "transfer_failure" ->
                    transfer(money, PaymentStatus.FAILED, source).adjusting(parent(source));
            case "adjustment" -> source.isEmpty() ? other(money, amount) : dispute(money, source);
            default -> other(money, amount);
        };
    }

    private Expected refund(Expected money, String type, JsonObject source) {
        var status =
                type.contains("failure") ? PaymentStatus.REFUNDED_FAILURE : PaymentStatus.REFUNDED;
        if (source.getString("object").equals("charge")) {
            return payIn(money, status, PaymentScheme.OTHER);
        }
        var charge = source.getJsonObject("charge");
        var scheme = type.startsWith("payment") ? PaymentScheme.OTHER : card(charge);
        return payIn(money, status, scheme).adjusting(parent(charge));
    }

    private Expected dispute(Expected money, JsonObject dispute) {
        var status =
                dispute.getString("status").equals("won")
                        ? PaymentStatus.SUCCEEDED
                        : PaymentStatus.DISPUTE;
        var charge = dispute.getJsonObject("charge");
        return payIn(money, status, card(charge)).adjusting(parent(charge));
    }

    private Expected payIn(Expected money, PaymentStatus status, PaymentScheme scheme) {
        return money.as(PaymentType.PAY_IN, status, scheme)
                .between(Optional.empty(), Optional.of(account));
    }

    private Expected payout(Expected money, PaymentStatus status) {
        return money.as(PaymentType.PAYOUT, status, PaymentScheme.SEPA_CREDIT)
                .between(Optional.of(account), Optional.empty());
    }

    private Expected transfer(Expected money, PaymentStatus status, JsonObject transfer) {
        return money.as(PaymentType.TRANSFER, status, PaymentScheme.OTHER)
                .between(Optional.of(account), Optional.of(transfer.getString("destination")));
    }

    private Expected other(Expected money, BigInteger amount) {
        var other = money.as(PaymentType.OTHER, PaymentStatus.SUCCEEDED, PaymentScheme.OTHER);
        return amount.signum() < 0
                ? other.between(Optional.of(account), Optional.empty())
                : other.between(Optional.empty(), Optional.of(account));
    }

    private static PaymentStatus status(JsonObject payout) {
        return payout.getString("status").equals("paid")
                ? PaymentStatus.SUCCEEDED
                : PaymentStatus.PENDING;
    }

    private static String parent(JsonObject original) {
        return original.getString("balance_transaction");
    }

    private static PaymentScheme card(JsonObject charge) {
        var brand =
                charge.getJsonObject("payment_method_details")
                        .getJsonObject("card")
                        .getString("brand");
        return switch (brand) {
            case "visa" -> PaymentScheme.CARD_VISA;
            case "mastercard" -> PaymentScheme.CARD_MASTERCARD;
            case "amex" -> PaymentScheme.CARD_AMEX;
            default -> PaymentScheme.UNKNOWN; // Stripe's unionpay is not the engine's UNION_PAY
        };
    }
}
