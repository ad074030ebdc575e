package dev.connectorproxy.spi.payment;

/// The status of an [Order]. The names of the constants are part of the protocol.
public enum OrderStatus {
    PENDING,
    OPEN,
    PARTIALLY_FILLED,
    FILLED,
    CANCELLED,
    FAILED,
    EXPIRED,
    /// Not given; the engine refuses it.
    UNKNOWN
}
