package dev.connectorproxy.federation;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;

/// What may go wrong with another proxy, as its callers are told.
///
/// @param name of that proxy
record PeerFailures(String name) {

    /// @param what follows the proxy's name in the sentence
    ConnectorException of(ErrorCode code, String what) {
        return new ConnectorException(code, told(what));
    }

    ConnectorException of(ErrorCode code, String what, Exception cause) {
        return new ConnectorException(code, told(what), cause);
    }

    /// No connection came about.
    ConnectorException unconnected(Exception e) {
        return caused(e, SocketTimeoutException.class)
                ? of(ErrorCode.CONNECT_TIMEOUT, "let no connection come about in time", e)
                : broken(e, ErrorCode.CONNECTION_ERROR);
    }

    /// An exchange broke off.
    ///
    /// @param otherwise the code if it was neither time nor TLS
    ConnectorException broken(Exception e, ErrorCode otherwise) {
        if (caused(e, SocketTimeoutException.class)) {
            return of(ErrorCode.READ_TIMEOUT, "did not answer in time", e);
        }
        if (caused(e, SSLException.class)) {
            return of(ErrorCode.SSL_ERROR, "could not be trusted, or speaks another TLS", e);
        }
        return of(otherwise, "could not be reached, or broke off", e);
    }

    private String told(String what) {
        return "the proxy '%s' %s".formatted(name, what);
    }

    private static boolean caused(Throwable thrown, Class<? extends Exception> kind) {
        for (var it = thrown; it != null; it = it.getCause()) {
            if (kind.isInstance(it)
                    || it instanceof UncheckedIOException u && kind.isInstance(u.getCause())) {
                return true;
            }
        }
        return false;
    }
}
