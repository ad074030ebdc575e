package dev.connectorproxy.server;

/// The shape of the JSON that a listener answers failures with. Called on the request's thread, for each failure that no
/// route answers itself, and once at start.
@FunctionalInterface
public interface ErrorBody {

    /// The body, UTF-8.
    ///
    /// @param status of the answer
    /// @param code one of [TransportFailure#code()]
    /// @param message one plain sentence that repeats nothing of the request
    byte[] of(int status, String code, String message);
}
