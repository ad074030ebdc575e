package dev.connectorproxy.server;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/// A server connection that ends idle waits itself. The server would interrupt the thread of an idle connection to
/// close it, and could interrupt a request that has just arrived; the [ClientTimeout] closes the socket instead.
record GuardedConnection(
        ServerConnection http1,
        GuardedContext context,
        TimeoutSweeper sweeper,
        OpenConnections connections)
        implements ServerConnection {

    @Override
    public void handle(Limit limit) throws InterruptedException {
        var timeout = context.timeout();
        sweeper.add(timeout, context.input());
        connections.add(timeout);
        try {
            if (!handshake() || serve(limit)) {
                context.reader().linger(context.server().serverSocket());
            }
        } finally {
            connections.remove(timeout);
            sweeper.remove(timeout);
            timeout.awaitTimeoutResponse();
        }
    }

    private boolean handshake() {
        return context.tls().map(TlsSession::begin).orElse(true);
    }

    /// @return whether the peer may still be sending
    private boolean serve(Limit limit) throws InterruptedException {
        try {
            http1.handle(limit);
        } catch (CloseConnectionException _) {
            // how the server closes a connection
        }
        context.tls().ifPresent(TlsSession::end);
        return context.state().hasRespondedEarly();
    }

    /// Always zero, so that the server applies no idle timeout of its own.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        context.timeout().stop();
        if (interrupt) {
            http1.close(true);
        }
    }
}
