package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import java.math.BigInteger;

/// The payment data of a balance transaction, before its currency is checked.
///
/// @param origin the source object: a charge, refund, payout, transfer or dispute
/// @param parent the balance transaction that this one adjusts; an empty string for none
record PaymentDraft(Kind kind, Money money, JsonFields origin, String parent) {

    /// Type, status and scheme of the payment.
    record Kind(PaymentType type, PaymentStatus status, PaymentScheme scheme) {}

    /// An amount as in Stripe's objects.
    record Money(BigInteger amount, String currency) {

        /// The `amount` and `currency` of an object.
        static Money of(JsonFields object) {
            return new Money(object.requiredInteger("amount"), object.requiredString("currency"));
        }

        /// The amount minus that of the given field, if present.
        Money without(JsonFields object, String field) {
            return new Money(
                    amount.subtract(object.integer(field).orElse(BigInteger.ZERO)), currency);
        }
    }

    static PaymentDraft payIn(
            PaymentStatus status, PaymentScheme scheme, Money money, JsonFields origin) {
        return new PaymentDraft(new Kind(PaymentType.PAY_IN, status, scheme), money, origin, "");
    }

    static PaymentDraft payout(PaymentStatus status, JsonFields payout) {
        return new PaymentDraft(
                new Kind(PaymentType.PAYOUT, status, StripeSchemes.ofPayout(payout)),
                Money.of(payout),
                payout,
                "");
    }

    static PaymentDraft transfer(PaymentStatus status, Money money, JsonFields transfer) {
        return new PaymentDraft(
                new Kind(PaymentType.TRANSFER, status, PaymentScheme.OTHER), money, transfer, "");
    }

    /// The same as an adjustment of the balance transaction of that object.
    PaymentDraft adjusting(JsonFields original) {
        return new PaymentDraft(
                kind, money, origin, StripeFields.id(original, "balance_transaction").orElse(""));
    }
}
