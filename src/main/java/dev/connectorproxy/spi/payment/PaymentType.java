package dev.connectorproxy.spi.payment;

/// The direction of a payment.
public enum PaymentType {
    PAY_IN("PAY-IN"),
    PAYOUT("PAYOUT"),
    TRANSFER("TRANSFER"),
    OTHER("OTHER"),
    /// Not given; the engine refuses it.
    UNKNOWN("UNKNOWN");

    private final String protocolName;

    PaymentType(String protocolName) {
        this.protocolName = protocolName;
    }

    /// The name in the protocol: `PAY-IN`, otherwise the name of the constant.
    public String protocolName() {
        return protocolName;
    }
}
