package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// The writer that the server sends responses with: limits the wait for a peer that does not read, and drops the body
/// of a response to `HEAD`, whichever handler wrote it.
final class AnswerWriter implements DataWriter {
    private static final int PIECE = 64 * 1024;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final HelidonSocket socket;
    private final Wait wait;
    private final Exchange exchange;
    private final Patience patience;
    private int endMatched; // bytes of END_OF_HEAD, in the response to a HEAD

    AnswerWriter(HelidonSocket socket, Wait timeout, Exchange state, Patience timeouts) {
        this.socket = socket;
        this.wait = timeout;
        this.exchange = state;
        this.patience = timeouts;
    }

    /// Called before a response is written.
    void begin() {
        endMatched = 0;
    }

    @Override
    public void write(BufferData... buffers) {
        for (var buffer : buffers) {
            write(buffer);
        }
    }

    @Override
    public void write(BufferData buffer) {
        buffer.writeTo(new Pieces(exchange.head()));
    }

    @Override
    public void writeNow(BufferData... buffers) {
        for (var buffer : buffers) {
            writeNow(buffer);
        }
    }

    /// The server uses it only for `100 Continue`.
    @Override
    public void writeNow(BufferData buffer) {
        exchange.continued();
        buffer.writeTo(new Pieces(false));
    }

    private void send(byte[] bytes, int offset, int length) {
        wait.begin(Wait.For.PEER, Wait.now() + patience.idle());
        try {
            socket.write(BufferData.createReadOnly(bytes, offset, length));
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("The connection broke", e);
        } finally {
            wait.end();
        }
    }

    /// How many of these bytes belong to the head of the response.
    private int headOf(byte[] bytes, int offset, int length) {
        var at = 0;
        while (at < length && endMatched < END_OF_HEAD.length) {
            var octet = bytes[offset + at++];
            if (octet == END_OF_HEAD[endMatched]) {
                endMatched++;
            } else {
                endMatched = octet == '\r' ? 1 : 0;
            }
        }
        return at;
    }

    /// Receives the bytes of one buffer and sends them in blocks.
    private final class Pieces extends OutputStream {
        private final boolean headOnly;

        Pieces(boolean headOnly) {
            this.headOnly = headOnly;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            var end = offset + (headOnly ? headOf(bytes, offset, length) : length);
            for (var at = offset; at < end; at += PIECE) {
                send(bytes, at, Math.min(PIECE, end - at));
            }
        }
    }
}
