package dev.connectorproxy.server;

import dev.connectorproxy.server.RequestState.Stage;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/// The reader that the server gets requests from: limits every wait, starts no further request on a connection that is
/// to be closed, and parses chunked bodies strictly (RFC 9112, section 7.1). The server's own code does not: it accepts
/// any two bytes as the end of a chunk, supports neither extensions nor trailers, and buffers a size line without
/// limit.
///
/// Depends on how `Http1Connection` of Helidon 4.5.0 calls it: first [#findNewLine(int)] for each request, [#readBuffer(int)]
/// for a part of a body, [#readLine()] for the size of a chunk and after the last chunk, `skip(2)` after each other chunk.
final class RequestDataReader extends DataReader {
    private final ClientTimeout timeout;
    private final RequestState state;
    private final Limits limits;
    private ChunkedFraming chunks = new ChunkedFraming();
    private boolean chunkEndExpected;

    /// What a request may take.
    ///
    /// @param timeouts the timeouts of the connection
    /// @param maxBody the maximum length of a chunked body, in bytes
    /// @param prefixes that are removed from the request line
    record Limits(ConnectionTimeouts timeouts, long maxBody, PathPrefixes prefixes) {}

    @SuppressWarnings("removal") // nothing else can be extended: see etc/decisions/0006
    RequestDataReader(
            ConnectionInput input, ClientTimeout timeout, RequestState state, Limits limits) {
        super(() -> receive(input));
        this.timeout = timeout;
        this.state = state;
        this.limits = limits;
    }

    private static byte[] receive(Supplier<byte[]> source) {
        byte[] bytes;
        try {
            bytes = source.get();
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("The connection broke", e);
        }
        if (bytes == null) {
            throw new CloseConnectionException("The peer closed");
        }
        return bytes;
    }

    @Override
    public void pullData() {
        var now = ClientTimeout.now();
        var first = state.stage() == Stage.LINE && available() == 0;
        var deadline =
                first ? now + limits.timeouts().idle() : state.deadline(now, limits.timeouts());
        timeout.begin(reason(first), deadline);
        try {
            super.pullData();
        } finally {
            timeout.end();
        }
        if (first) {
            state.deadline(ClientTimeout.now(), limits.timeouts());
        }
    }

    private ClientTimeout.Reason reason(boolean first) {
        if (state.isResponseStarted()) {
            return ClientTimeout.Reason.RESPONSE;
        }
        return first ? ClientTimeout.Reason.NEXT_REQUEST : ClientTimeout.Reason.REST_OF_REQUEST;
    }

    @Override
    public int findNewLine(int max) {
        if (state.stage() == Stage.BODY) {
            nextRequest();
        }
        var at = super.findNewLine(max);
        if (at == max && state.stage() == Stage.HEADERS) {
            throw tooLarge(TransportFailure.HEADERS_TOO_LARGE);
        }
        return at;
    }

    @Override
    public int findOrNewLine(byte wanted, int max) {
        var at = super.findOrNewLine(wanted, max);
        if (at == max) {
            throw tooLarge(TransportFailure.HEADERS_TOO_LARGE);
        }
        if (at == 0) {
            throw malformed("a header without a name");
        }
        return at;
    }

    /// The request line, or the value of `Connection`.
    @Override
    public byte[] readBytes(int length) {
        var bytes = super.readBytes(length);
        if (state.stage() != Stage.LINE) {
            return bytes;
        }
        var line = RequestLine.escapeQuery(limits.prefixes().strip(bytes));
        if (!RequestLine.isStrict(line)) {
            throw malformed("a character that no request line may have");
        }
        if (RequestLine.isHttp10(line)) {
            state.http10();
            return RequestLine.asHttp11(line);
        }
        return line;
    }

    private void nextRequest() {
        if (state.isClosing() || timeout.isStopping()) {
            throw new CloseConnectionException("No further request is read from this connection");
        }
        state.reset();
        chunks = new ChunkedFraming();
        chunkEndExpected = false;
    }

    @Override
    public BufferData readBuffer(int length) {
        var data = super.readBuffer(length);
        if (state.isChunked()) {
            chunkEndExpected = true;
        } else {
            state.bodyBytesRead(length);
        }
        return data;
    }

    @Override
    public void skip(int length) {
        if (chunkEndExpected) {
            chunkEndExpected = false;
            if (!startsWithNewLine()) {
                throw malformed("a chunk is longer than its size");
            }
        }
        super.skip(length);
    }

    @Override
    public String readLine() {
        try {
            return chunks.isLastChunkSeen() ? readTrailers() : readChunkSize();
        } catch (RequestException e) {
            state.close(); // the start of the next request is unknown
            throw e;
        }
    }

    private String readChunkSize() {
        var digits = chunks.parseSize(readFramingLine(ChunkedFraming.MAX_SIZE_LINE));
        if (chunks.bodyBytes() > limits.maxBody()) {
            throw tooLarge(TransportFailure.BODY_TOO_LARGE);
        }
        return digits;
    }

    private String readTrailers() {
        for (var left = ChunkedFraming.MAX_TRAILERS; left > 0; ) {
            var line = readFramingLine(left);
            if (line.isEmpty()) {
                state.bodyEnded();
                return line;
            }
            left -= line.length() + 2;
        }
        throw malformed("the trailers are too long");
    }

    private String readFramingLine(int max) {
        try {
            var length = super.findNewLine(max);
            if (length == max) {
                throw malformed("a line of the chunked body is too long");
            }
            var line = length == 0 ? "" : readAsciiString(length);
            super.skip(2);
            if (!ChunkedFraming.isPlain(line)) {
                throw malformed("a line of the chunked body has control characters");
            }
            return line;
        } catch (IncorrectNewLineException _) {
            throw malformed("a line of the chunked body does not end in CR LF");
        }
    }

    private RequestException malformed(String why) {
        state.close();
        return RequestFraming.badRequest(why);
    }

    private RequestException tooLarge(TransportFailure failure) {
        state.close();
        return RequestFraming.badRequest(failure, failure.message());
    }

    /// Reads and drops bytes for a short time after an early response: closing a socket with unread bytes resets the
    /// connection, and the peer may see the reset before the response (RFC 9112, section 9.6).
    ///
    /// @param plain the socket, below TLS
    void linger(HelidonSocket plain) {
        var deadline = ClientTimeout.now() + limits.timeouts().linger();
        while (true) {
            timeout.begin(ClientTimeout.Reason.RESPONSE, deadline);
            try {
                receive(plain);
            } finally {
                timeout.end();
            }
        }
    }
}
