package dev.connectorproxy.spi.payment;

/// Whether an [Order] buys or sells its base asset.
public enum OrderDirection {
    /// The base asset is the destination asset; it is paid with the quote asset.
    BUY,
    /// The base asset is the source asset; it is sold for the quote asset.
    SELL,
    /// Not given; the engine refuses it.
    UNKNOWN
}
