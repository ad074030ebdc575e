package dev.connectorproxy.spi.payment;

import java.math.BigInteger;

/// The checks that a payment initiation and a reversal share.
final class OrderCheck {
    private OrderCheck() {}

    static Asset check(String reference, BigInteger amount, String asset) {
        if (reference.isEmpty()) {
            throw refused("reference is required");
        }
        if (amount.signum() <= 0) {
            throw refused("amount must be positive");
        }
        return Asset.of(asset)
                .orElseThrow(
                        () -> refused("asset must be a currency with its decimals, such as USD/2"));
    }

    private static PaymentException refused(String why) {
        return PaymentException.of(PaymentError.INVALID_REQUEST, why);
    }
}
