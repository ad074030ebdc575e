package dev.connectorproxy.spi.payment;

/// The status of a payment. The names of the constants are part of the protocol.
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
    /// The misspelling is part of the protocol.
    AMOUNT_ADJUSTEMENT,
    AUTHORISATION,
    CAPTURE,
    CAPTURE_FAILED,
    OTHER,
    UNKNOWN
}
