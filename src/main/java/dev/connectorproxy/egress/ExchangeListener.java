package dev.connectorproxy.egress;

/// Receives the end of each exchange with a target, for metrics. Called by many threads at once; must not block.
@FunctionalInterface
public interface ExchangeListener {
    /// A listener that ignores everything.
    ExchangeListener NONE = (_, _, _) -> {};

    /// A request was sent, or could not be.
    ///
    /// @param host of the target, in lower case, or its address
    /// @param status of the response; 0 for none
    /// @param nanos from the time when the request had its turn
    void ended(String host, int status, long nanos);
}
