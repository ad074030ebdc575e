package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;

/// The payment data of a balance transaction, without its amount, which is always that of the transaction itself.
///
/// @param origin the source object, such as a charge, refund, payout, transfer or dispute; the transaction for none
/// @param parent the balance transaction that this one adjusts; an empty string for none
record PaymentDraft(Kind kind, JsonFields origin, String parent) {

    /// Type, status and scheme of the payment.
    record Kind(PaymentType type, PaymentStatus status, PaymentScheme scheme) {}

    static PaymentDraft payIn(PaymentStatus status, PaymentScheme scheme, JsonFields origin) {
        return of(PaymentType.PAY_IN, status, scheme, origin);
    }

    static PaymentDraft payout(PaymentStatus status, JsonFields payout) {
        return of(PaymentType.PAYOUT, status, StripeSchemes.ofPayout(payout), payout);
    }

    static PaymentDraft transfer(PaymentStatus status, JsonFields transfer) {
        return of(PaymentType.TRANSFER, status, PaymentScheme.OTHER, transfer);
    }

    /// A movement of money that is none of these, such as a fee.
    static PaymentDraft other(JsonFields origin) {
        return of(PaymentType.OTHER, PaymentStatus.SUCCEEDED, PaymentScheme.OTHER, origin);
    }

    private static PaymentDraft of(
            PaymentType type, PaymentStatus status, PaymentScheme scheme, JsonFields origin) {
        return new PaymentDraft(new Kind(type, status, scheme), origin, "");
    }

    /// The same as an adjustment of the balance transaction of that object.
    PaymentDraft adjusting(JsonFields original) {
        return new PaymentDraft(
                kind, origin, StripeFields.id(original, "balance_transaction").orElse(""));
    }
}
