package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// What the server writes answers to: bounds the wait for a peer that takes nothing, and drops the body of an answer to
/// `HEAD`, whoever made it.
final class AnswerWriter implements DataWriter {
    private static final int PIECE = 64 * 1024;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final HelidonSocket socket;
    private final Wait wait;
    private final Exchange exchange;
    private final Patience patience;
    private int endMatched; // of END_OF_HEAD, in the answer to a HEAD

    AnswerWriter(HelidonSocket socket, Wait wait, Exchange exchange, Patience patience) {
        this.socket = socket;
        this.wait = wait;
        this.exchange = exchange;
        this.patience = patience;
    }

    /// An answer is about to be written.
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
        buffer.writeTo(new Pieces(buffer.available(), exchange.head()));
    }

    @Override
    public void writeNow(BufferData... buffers) {
        for (var buffer : buffers) {
            writeNow(buffer);
        }
    }

    /// Used by the server for `100 Continue` alone.
    @Override
    public void writeNow(BufferData buffer) {
        exchange.continued();
        buffer.writeTo(new Pieces(buffer.available(), false));
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

    /// How much of these bytes belongs to the head of the answer.
    private int headOf(byte[] bytes, int offset, int length) {
        var at = 0;
        while (at < length && endMatched < END_OF_HEAD.length) {
            var it = bytes[offset + at++];
            if (it == END_OF_HEAD[endMatched]) {
                endMatched++;
            } else {
                endMatched = it == '\r' ? 1 : 0;
            }
        }
        return at;
    }

    /// Takes one buffer's bytes and sends them in pieces. `FixedBufferData` of 4.3.0 hands over more bytes than it has when
    /// it does not begin at zero: what is beyond `left` is not the answer's.
    private final class Pieces extends OutputStream {
        private final boolean headOnly;
        private int left;

        Pieces(int left, boolean headOnly) {
            this.left = left;
            this.headOnly = headOnly;
        }

        @Override
        public void write(int it) {
            write(new byte[] {(byte) it}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            var mine = Math.min(left, length);
            left -= mine;
            var end = offset + (headOnly ? headOf(bytes, offset, mine) : mine);
            for (var at = offset; at < end; at += PIECE) {
                send(bytes, at, Math.min(PIECE, end - at));
            }
        }
    }
}
