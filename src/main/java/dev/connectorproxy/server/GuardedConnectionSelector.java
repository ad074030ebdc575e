package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
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
import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Creates the HTTP/1.1 connections of a listener with our reader, writer and timeouts. It is the only selector, so it
/// also gets HTTP/1.0 and garbage; the server then sends an error response instead of closing the connection.
final class GuardedConnectionSelector implements ServerConnectionSelector {
    private static final int MAX_LINE_BYTES = 16 * 1024;
    private static final int MAX_HEAD_BYTES = 32 * 1024;

    private final ServerConnectionSelector http1;
    private final RequestDataReader.Limits limits;
    private final Shared shared;

    /// What the connections of a listener have in common.
    ///
    /// @param shutdown once set, every connection is closed after its current request
    /// @param timeoutResponse the complete response to a request that arrives too slowly
    /// @param tls of the connections, if they have it
    /// @param detectHangup whether requests can watch their peers
    record Shared(
            TimeoutSweeper sweeper,
            OpenConnections connections,
            AtomicBoolean shutdown,
            byte[] timeoutResponse,
            Optional<ListenerTls> tls,
            boolean detectHangup) {}

    /// @param callers the name of the caller who sent these headers; empty if it is not known
    @SuppressWarnings("removal") // the server would require Host of HTTP/1.0, too
    GuardedConnectionSelector(
            RequestDataReader.Limits limits,
            Shared shared,
            BiFunction<SocketAddress, Headers, Optional<String>> callers) {
        this.limits = limits;
        this.shared = shared;
        var config =
                Http1Config.builder()
                        .log(log -> log.receiveLog(false).sendLog(false))
                        .validateRequestHostHeader(false) // see RequestFraming#checkHost
                        .maxPrologueLength(MAX_LINE_BYTES)
                        .maxHeadersSize(MAX_HEAD_BYTES)
                        .addReceiveListener(new RequestListener(shared.connections(), callers))
                        .addSendListener(new ResponseListener(shared.shutdown()))
                        .build();
        http1 = Http1ConnectionSelector.builder().config(config).build();
    }

    @Override
    public ServerConnection connection(ConnectionContext server) {
        var secure = shared.tls().map(tls -> new TlsSocket(server.serverSocket(), tls.newEngine()));
        var socket = secure.<HelidonSocket>map(Function.identity()).orElse(server.serverSocket());
        var timeout = new ClientTimeout(socket, shared.timeoutResponse());
        var session =
                secure.map(
                        tls -> new TlsSession(shared.tls().get(), tls, timeout, limits.timeouts()));
        var state = new RequestState();
        var input = new ConnectionInput(socket);
        var peer = server.remotePeer();
        var context =
                new GuardedContext(
                        server,
                        socket,
                        input,
                        shared.detectHangup() ? new WatchedPeer(peer, input) : peer,
                        session,
                        state,
                        timeout,
                        new RequestDataReader(input, timeout, state, limits),
                        new ResponseWriter(socket, timeout, state, limits.timeouts()));
        return new GuardedConnection(
                http1.connection(context), context, shared.sweeper(), shared.connections());
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

    /// Tracks the state of the request and the caller of the connection; rejects the request when its framing is
    /// ambiguous.
    private record RequestListener(
            OpenConnections connections,
            BiFunction<SocketAddress, Headers, Optional<String>> callers)
            implements Http1ConnectionListener {
        @Override
        public void prologue(ConnectionContext context, HttpPrologue prologue) {
            ((GuardedContext) context).state().requestLineRead(prologue);
        }

        @Override
        public void headers(ConnectionContext context, Headers headers) {
            var guarded = (GuardedContext) context;
            guarded.state().headersRead(headers);
            if (!guarded.state().isIdentified()) {
                callers.apply(context.remotePeer().address(), headers)
                        .ifPresent(caller -> identify(guarded, caller));
            }
        }

        private void identify(GuardedContext context, String caller) {
            context.state().identify();
            connections.identify(context.timeout(), caller);
        }
    }

    /// Sets `Connection: close` on the last response of a connection.
    private record ResponseListener(AtomicBoolean shutdown) implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            var guarded = (GuardedContext) context;
            var state = guarded.state();
            state.responseStarts(
                    shutdown.get() || headers.containsToken(HeaderValues.CONNECTION_CLOSE));
            guarded.writer().beginResponse(state.isHttp10() && removeChunked(headers));
            if (state.isClosing() && headers instanceof WritableHeaders<?> writable) {
                writable.set(HeaderValues.CONNECTION_CLOSE);
            }
        }

        private static boolean removeChunked(Headers headers) {
            if (headers.containsToken(HeaderValues.TRANSFER_ENCODING_CHUNKED)
                    && headers instanceof WritableHeaders<?> writable) {
                writable.remove(HeaderNames.TRANSFER_ENCODING);
                return true;
            }
            return false;
        }
    }
}
