package dev.connectorproxy.server;

import java.util.List;

/// Creates the JSON body of error responses. Called on the request's thread for each failure that no route handles, and
/// once at start. Must be thread-safe.
@FunctionalInterface
public interface ErrorBody {

    /// The body, in UTF-8.
    ///
    /// @param status the status of the response
    /// @param code a [TransportFailure#code()]
    /// @param message a plain sentence that repeats nothing of the request
    byte[] toJson(int status, String code, String message);

    /// The body for a method that a path does not have.
    ///
    /// @param supported the methods that it has, in the order of registration
    default byte[] methodNotAllowed(List<String> supported) {
        return TransportFailure.METHOD_NOT_ALLOWED.body(this);
    }
}
