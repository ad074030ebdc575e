package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import java.math.BigInteger;

/// What a balance transaction is as a payment, before its currency is known to be one.
///
/// @param origin the object it stems from: a charge, refund, payout, transfer or dispute
/// @param parent the balance transaction that this one adjusts; empty text for none
record Sketch(Kind kind, Money money, JsonFields origin, String parent) {

    /// What sort of payment it is.
    record Kind(PaymentType type, PaymentStatus status, PaymentScheme scheme) {}

    /// An amount as Stripe tells it.
    record Money(BigInteger amount, String currency) {

        /// The `amount` and `currency` of an object.
        static Money of(JsonFields object) {
            return new Money(Rows.integer(object, "amount"), object.requiredString("currency"));
        }

        /// What is left once the amount of that field is taken away, if it is there.
        Money without(JsonFields object, String field) {
            return new Money(
                    amount.subtract(object.integer(field).orElse(BigInteger.ZERO)), currency);
        }
    }

    static Sketch payIn(
            PaymentStatus status, PaymentScheme scheme, Money money, JsonFields origin) {
        return new Sketch(new Kind(PaymentType.PAY_IN, status, scheme), money, origin, "");
    }

    static Sketch payout(PaymentStatus status, JsonFields payout) {
        return new Sketch(
                new Kind(PaymentType.PAYOUT, status, Schemes.ofPayout(payout)),
                Money.of(payout),
                payout,
                "");
    }

    static Sketch transfer(PaymentStatus status, Money money, JsonFields transfer) {
        return new Sketch(
                new Kind(PaymentType.TRANSFER, status, PaymentScheme.OTHER), money, transfer, "");
    }

    /// The same as an adjustment of what that object brought about.
    Sketch adjusting(JsonFields original) {
        return new Sketch(kind, money, origin, Rows.id(original, "balance_transaction").orElse(""));
    }
}
