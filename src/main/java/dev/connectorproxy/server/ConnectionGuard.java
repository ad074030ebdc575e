package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/// Creates the HTTP/1.1 connections of a listener with our reader, writer and timeouts. It is the only selector, so it
/// also gets HTTP/1.0 and garbage; the server then sends an error response instead of closing the connection.
final class ConnectionGuard implements ServerConnectionSelector {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LARGEST_HEAD = 32 * 1024;

    private final ServerConnectionSelector http1;
    private final Sweeper sweeper;
    private final RequestReader.Bounds bounds;
    private final byte[] farewell;

    /// @param timeoutResponse the complete response to a request that arrives too slowly
    ConnectionGuard(
            RequestReader.Bounds limits,
            Sweeper sweeper,
            Draining shutdown,
            byte[] timeoutResponse) {
        this.bounds = limits;
        this.sweeper = sweeper;
        this.farewell = timeoutResponse.clone();
        var config =
                Http1Config.builder()
                        .log(log -> log.receiveLog(false).sendLog(false))
                        .maxPrologueLength(LONGEST_LINE)
                        .maxHeadersSize(LARGEST_HEAD)
                        .addReceiveListener(new Receiving())
                        .addSendListener(new Sending(shutdown))
                        .build();
        http1 = Http1ConnectionSelector.builder().config(config).build();
    }

    @Override
    public ServerConnection connection(ConnectionContext server) {
        var socket = server.serverSocket();
        var timeout = new Wait(socket, farewell);
        var state = new Exchange();
        var context =
                new GuardedContext(
                        server,
                        state,
                        new RequestReader(socket, timeout, state, bounds),
                        new AnswerWriter(socket, timeout, state, bounds.patience()));
        return new GuardedConnection(http1.connection(context), context, timeout, sweeper);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of("http/1.1");
    }

    /// Tracks the state of the request; rejects it when its framing is ambiguous.
    private record Receiving() implements Http1ConnectionListener {
        @Override
        public void prologue(ConnectionContext context, HttpPrologue prologue) {
            ((GuardedContext) context).exchange().line(prologue);
        }

        @Override
        public void headers(ConnectionContext context, Headers headers) {
            ((GuardedContext) context).exchange().headers(headers);
        }
    }

    /// Sets `Connection: close` on the last response of a connection.
    private record Sending(Draining draining) implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            var guarded = (GuardedContext) context;
            var state = guarded.exchange();
            guarded.writer().begin();
            state.answer(
                    draining.isSet() || headers.containsToken(HeaderValues.CONNECTION_CLOSE));
            if (state.closing() && headers instanceof WritableHeaders<?> writable) {
                writable.set(HeaderValues.CONNECTION_CLOSE);
            }
        }
    }
}
