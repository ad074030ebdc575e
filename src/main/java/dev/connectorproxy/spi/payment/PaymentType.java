package dev.connectorproxy.spi.payment;

/// Which way money goes in a payment.
public enum PaymentType {
    PAY_IN("PAY-IN"),
    PAYOUT("PAYOUT"),
    TRANSFER("TRANSFER"),
    OTHER("OTHER"),
    /// Not told; refused by the engine.
    UNKNOWN("UNKNOWN");

    private final String wireName;

    PaymentType(String wireName) {
        this.wireName = wireName;
    }

    /// The name on the wire: `PAY-IN`, else that of the constant.
    public String wireName() {
        return wireName;
    }
}
