package dev.connectorproxy.spi.payment;

/// The status of a [Conversion]. The names of the constants are part of the protocol.
public enum ConversionStatus {
    PENDING,
    COMPLETED,
    FAILED,
    /// Not given; the engine refuses it.
    UNKNOWN
}
