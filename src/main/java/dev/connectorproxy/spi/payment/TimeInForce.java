package dev.connectorproxy.spi.payment;

/// How long an [Order] remains open. The names of the constants are part of the protocol.
public enum TimeInForce {
    GOOD_UNTIL_CANCELLED,
    /// Until [OrderTerms#expiresAt()].
    GOOD_UNTIL_DATE_TIME,
    IMMEDIATE_OR_CANCEL,
    FILL_OR_KILL,
    /// Not given.
    UNKNOWN
}
