package dev.connectorproxy.spi.payment;

/// How far a payment has come. The name of the constant is the name on the wire.
public enum PaymentStatus {
    PENDING,
    SUCCEEDED,
    CANCELLED,
    FAILED,
    EXPIRED,
    REFUNDED,
    REFUNDED_FAILURE,
    REFUND_REVERSED,
    DISPUTE,
    DISPUTE_WON,
    DISPUTE_LOST,
    /// Spelt so on the wire.
    AMOUNT_ADJUSTEMENT,
    AUTHORISATION,
    CAPTURE,
    CAPTURE_FAILED,
    OTHER,
    UNKNOWN
}
