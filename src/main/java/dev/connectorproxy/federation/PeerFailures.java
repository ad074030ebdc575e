package dev.connectorproxy.federation;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.Causes;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;

/// Maps the failures of requests to a peer to exceptions for the caller.
///
/// @param name of the peer
record PeerFailures(String name) {

    /// @param what the message after the name of the peer
    ConnectorException of(ErrorCode code, String what) {
        return new ConnectorException(code, message(what));
    }

    ConnectorException of(ErrorCode code, String what, Exception cause) {
        return new ConnectorException(code, message(what), cause);
    }

    ConnectorException connectFailed(Exception e) {
        return Causes.has(e, SocketTimeoutException.class)
                ? of(ErrorCode.CONNECT_TIMEOUT, "let no connection come about in time", e)
                : exchangeFailed(e, ErrorCode.CONNECTION_ERROR);
    }

    /// @param otherwise the code unless the cause is a timeout or TLS
    ConnectorException exchangeFailed(Exception e, ErrorCode otherwise) {
        if (Causes.has(e, SocketTimeoutException.class)) {
            return of(ErrorCode.READ_TIMEOUT, "did not answer in time", e);
        }
        if (Causes.has(e, SSLException.class)) {
            return of(ErrorCode.SSL_ERROR, "could not be trusted, or speaks another TLS", e);
        }
        return of(otherwise, "could not be reached, or broke off", e);
    }

    String message(String what) {
        return "the proxy '%s' %s".formatted(name, what);
    }
}
