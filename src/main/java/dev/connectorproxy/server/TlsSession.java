package dev.connectorproxy.server;

import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;

/// The beginning and the end of the TLS of one connection, within the timeouts that its requests have. Used by the
/// connection's thread only.
///
/// @param timeouts of the connection: a handshake may take as long as a head, and its end as long as a peer may linger
record TlsSession(
        ListenerTls tls, TlsSocket socket, ClientTimeout timeout, ConnectionTimeouts timeouts) {

    /// Does the handshake.
    ///
    /// @return false if it failed
    /// @throws CloseConnectionException it took too long, or the connection was closed meanwhile
    boolean begin() {
        boolean complete = false;
        try {
            timeout.begin(ClientTimeout.Reason.NEXT_REQUEST, ClientTimeout.now() + timeouts.head());
            try {
                socket.handshake();
            } finally {
                timeout.end();
            }
            complete = true;
        } catch (UncheckedIOException e) {
            tls.logFailure(socket.remotePeer(), e);
        } finally {
            if (!complete) {
                tls.countFailure();
            }
        }
        return complete;
    }

    /// Tells the peer that nothing more will be sent, so that it knows that nothing has been cut off.
    ///
    /// @throws CloseConnectionException it does not read that in time
    void end() {
        timeout.begin(ClientTimeout.Reason.RESPONSE, ClientTimeout.now() + timeouts.linger());
        try {
            socket.sendCloseNotify();
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("The peer has closed", e);
        } finally {
            timeout.end();
        }
    }
}
