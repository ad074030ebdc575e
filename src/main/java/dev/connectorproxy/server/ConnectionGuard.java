package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderNames;
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

/// Makes HTTP/1.1 connections, and only such, each with its guards. Being the only selector, it also gets HTTP/1.0 and plain
/// garbage, which the server then answers instead of hanging up.
final class ConnectionGuard implements ServerConnectionSelector {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LARGEST_HEAD = 32 * 1024;

    private final ServerConnectionSelector http1;
    private final Sweeper sweeper;
    private final RequestReader.Bounds bounds;
    private final byte[] farewell;

    /// @param farewell the answer to a request that comes too slowly, in full
    ConnectionGuard(
            RequestReader.Bounds bounds, Sweeper sweeper, Draining draining, byte[] farewell) {
        this.bounds = bounds;
        this.sweeper = sweeper;
        this.farewell = farewell.clone();
        var config =
                Http1Config.builder()
                        .receiveLog(false)
                        .sendLog(false)
                        .maxPrologueLength(LONGEST_LINE)
                        .maxHeadersSize(LARGEST_HEAD)
                        .addReceiveListener(new Receiving())
                        .addSendListener(new Sending(draining))
                        .build();
        http1 = Http1ConnectionSelector.builder().config(config).build();
    }

    @Override
    public ServerConnection connection(ConnectionContext server) {
        var socket = server.serverSocket();
        var wait = new Wait(socket, farewell);
        var exchange = new Exchange();
        var context =
                new GuardedContext(
                        server,
                        exchange,
                        new RequestReader(socket, wait, exchange, bounds),
                        new AnswerWriter(socket, wait, exchange, bounds.patience()));
        return new GuardedConnection(http1.connection(context), context, wait, sweeper);
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

    /// Follows the request, and refuses it when nobody can say where it ends.
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

    /// Says `Connection: close` in each answer that is a connection's last.
    private record Sending(Draining draining) implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            var guarded = (GuardedContext) context;
            var exchange = guarded.exchange();
            guarded.writer().begin();
            exchange.answer(
                    draining.isSet() || Framing.hasToken(headers, HeaderNames.CONNECTION, "close"));
            if (exchange.closing() && headers instanceof WritableHeaders<?> writable) {
                writable.set(HeaderValues.CONNECTION_CLOSE);
            }
        }
    }
}
