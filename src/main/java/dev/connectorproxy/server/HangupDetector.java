package dev.connectorproxy.server;

import io.helidon.webserver.http.ServerRequest;

/// Notices that the peer of a connection hangs up while its request is being processed. The thread of the request
/// watches and asks.
public interface HangupDetector {
    /// Notices nothing.
    HangupDetector NONE =
            new HangupDetector() {
                @Override
                public Watch watch(Runnable onHangup) {
                    return () -> {};
                }

                @Override
                public boolean isHungUp() {
                    return false;
                }
            };

    /// A watch, to be closed before the response is sent.
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// The detector of the connection of a request; [#NONE] if `server.detect-hangup` is off.
    static HangupDetector of(ServerRequest request) {
        return request.remotePeer() instanceof WatchedPeer watched ? watched.detector() : NONE;
    }

    /// Watches the peer, from one second after this call on. The request must have been read completely.
    ///
    /// @param onHangup called on another thread, or on this one if the peer is known to have hung up, and perhaps twice;
    ///     must not block
    Watch watch(Runnable onHangup);

    /// Whether the peer is known to have hung up.
    boolean isHungUp();
}
