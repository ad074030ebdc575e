package dev.connectorproxy.spi.payment;

/// The direction of a payment.
public enum PaymentType {
    PAY_IN,
    PAYOUT,
    TRANSFER,
    OTHER,
    /// Not given; the engine refuses it.
    UNKNOWN;

    /// The name in the protocol: `PAY-IN`, otherwise the name of the constant.
    public String protocolName() {
        return this == PAY_IN ? "PAY-IN" : name();
    }
}
