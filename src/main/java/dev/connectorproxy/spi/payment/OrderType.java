package dev.connectorproxy.spi.payment;

/// How an [Order] is executed. The names of the constants are part of the protocol.
public enum OrderType {
    MARKET,
    LIMIT,
    STOP_LIMIT,
    STOP,
    TWAP,
    VWAP,
    PEG,
    BLOCK,
    RFQ,
    TRAILING_STOP,
    TRAILING_STOP_LIMIT,
    TAKE_PROFIT,
    TAKE_PROFIT_LIMIT,
    LIMIT_MAKER,
    /// Not given; the engine refuses it.
    UNKNOWN
}
