package dev.connectorproxy.server;

import dev.connectorproxy.server.Exchange.Stage;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;

/// The reader that the server gets requests from: limits every wait, starts no further request on a connection that is
/// to be closed, and parses chunked bodies strictly (RFC 9112, section 7.1). The server's own code does not: it accepts
/// any two bytes as the end of a chunk, supports neither extensions nor trailers, and buffers a size line without
/// limit.
///
/// Depends on how `Http1Connection` of Helidon 4.5.0 calls it: first [#findNewLine(int)] for each request, [#readBuffer(int)]
/// for a part of a body, [#readLine()] for the size of a chunk and after the last chunk, `skip(2)` after each other chunk.
final class RequestReader extends DataReader {
    private final HelidonSocket socket;
    private final Wait wait;
    private final Exchange exchange;
    private final Bounds bounds;
    private Chunks chunks = new Chunks();
    private boolean chunkEndDue;

    /// What a request may take.
    ///
    /// @param timeouts the timeouts of the connection
    /// @param maxBody the maximum length of a chunked body, in bytes
    record Bounds(Patience patience, long maxBody) {}

    @SuppressWarnings("removal") // nothing else can be extended: see etc/decisions/0006
    RequestReader(HelidonSocket socket, Wait timeout, Exchange state, Bounds limits) {
        super(() -> received(socket));
        this.socket = socket;
        this.wait = timeout;
        this.exchange = state;
        this.bounds = limits;
    }

    private static byte[] received(HelidonSocket socket) {
        byte[] bytes;
        try {
            bytes = socket.get();
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
        var now = Wait.now();
        var first = exchange.stage() == Stage.LINE && available() == 0;
        var deadline =
                first ? now + bounds.patience().idle() : exchange.deadline(now, bounds.patience());
        wait.begin(reason(first), deadline);
        try {
            super.pullData();
        } finally {
            wait.end();
        }
        if (first) {
            exchange.deadline(Wait.now(), bounds.patience());
        }
    }

    private Wait.For reason(boolean first) {
        if (exchange.answered()) {
            return Wait.For.PEER;
        }
        return first ? Wait.For.NEXT_REQUEST : Wait.For.REST_OF_REQUEST;
    }

    @Override
    public int findNewLine(int max) {
        if (exchange.stage() == Stage.BODY) {
            nextRequest();
        }
        var at = super.findNewLine(max);
        if (at == max && exchange.stage() == Stage.HEADERS) {
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
        if (exchange.stage() != Stage.LINE) {
            return bytes;
        }
        var line = RequestLine.lenient(bytes);
        if (!RequestLine.isStrict(line)) {
            throw malformed("a character that no request line may have");
        }
        return line;
    }

    private void nextRequest() {
        if (exchange.closing() || wait.isStopping()) {
            throw new CloseConnectionException("No further request is read from this connection");
        }
        exchange.next();
        chunks = new Chunks();
        chunkEndDue = false;
    }

    @Override
    public BufferData readBuffer(int length) {
        var data = super.readBuffer(length);
        if (exchange.chunked()) {
            chunkEndDue = true;
        } else {
            exchange.read(length);
        }
        return data;
    }

    @Override
    public void skip(int length) {
        if (chunkEndDue) {
            chunkEndDue = false;
            if (!startsWithNewLine()) {
                throw malformed("a chunk is longer than its size");
            }
        }
        super.skip(length);
    }

    @Override
    public String readLine() {
        try {
            return chunks.lastSeen() ? trailers() : chunkSize();
        } catch (RequestException e) {
            exchange.close(); // the start of the next request is unknown
            throw e;
        }
    }

    private String chunkSize() {
        var digits = chunks.size(line(Chunks.LONGEST_SIZE));
        if (chunks.bytes() > bounds.maxBody()) {
            throw tooLarge(TransportFailure.BODY_TOO_LARGE);
        }
        return digits;
    }

    private String trailers() {
        for (var left = Chunks.LONGEST_TRAILERS; left > 0; ) {
            var line = line(left);
            if (line.isEmpty()) {
                exchange.bodyEnded();
                return line;
            }
            left -= line.length() + 2;
        }
        throw malformed("the trailers are too long");
    }

    private String line(int max) {
        try {
            var length = super.findNewLine(max);
            if (length == max) {
                throw malformed("a line of the chunked body is too long");
            }
            var line = length == 0 ? "" : readAsciiString(length);
            super.skip(2);
            if (!Chunks.isPlain(line)) {
                throw malformed("a line of the chunked body has control characters");
            }
            return line;
        } catch (IncorrectNewLineException _) {
            throw malformed("a line of the chunked body does not end in CR LF");
        }
    }

    private RequestException malformed(String why) {
        exchange.close();
        return Framing.refused(why);
    }

    private RequestException tooLarge(TransportFailure failure) {
        exchange.close();
        return Framing.refused(failure, failure.message());
    }

    /// Reads and drops bytes for a short time after an early response: closing a socket with unread bytes resets the
    /// connection, and the peer may see the reset before the response (RFC 9112, section 9.6).
    void linger() {
        var deadline = Wait.now() + bounds.patience().linger();
        while (true) {
            wait.begin(Wait.For.PEER, deadline);
            try {
                received(socket);
            } finally {
                wait.end();
            }
        }
    }
}
