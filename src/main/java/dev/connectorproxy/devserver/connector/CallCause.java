package dev.connectorproxy.devserver.connector;

/// What a provider is called for.
///
/// @param connectorId empty for a connector that is not created yet
/// @param connector its provider and name, for the log; empty for none
/// @param operation such as `fetch payments` or `create transfer`
/// @param payload identifies the payload of a fetch; empty for none
/// @param origin the number of the exchange that is sent again; 0 for none
public record CallCause(
        String connectorId, String connector, String operation, String payload, long origin) {
    /// The cause of a request that no known call of a provider has led to.
    public static final CallCause UNKNOWN = new CallCause("", "", "", "", 0);

    /// A cause without a payload.
    public CallCause(String connectorId, String operation) {
        this(connectorId, "", operation, "", 0);
    }
}
