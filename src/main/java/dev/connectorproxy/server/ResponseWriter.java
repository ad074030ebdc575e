package dev.connectorproxy.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The writer that the server sends responses with: limits the wait for a peer that does not read, and drops the body
/// of a response to `HEAD`, whichever handler wrote it, and the chunked coding for HTTP/1.0.
final class ResponseWriter implements DataWriter {
    private static final int MAX_BLOCK_BYTES = 64 * 1024;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final HelidonSocket socket;
    private final ClientTimeout timeout;
    private final RequestState state;
    private final ConnectionTimeouts timeouts;
    private int matchedEndBytes; // bytes of END_OF_HEAD, where the head matters
    private Optional<ChunkRemover> unchunking = Optional.empty();

    ResponseWriter(
            HelidonSocket socket,
            ClientTimeout timeout,
            RequestState state,
            ConnectionTimeouts timeouts) {
        this.socket = socket;
        this.timeout = timeout;
        this.state = state;
        this.timeouts = timeouts;
    }

    /// Called before a response is written.
    ///
    /// @param unchunk whether its chunked coding, of which its headers say nothing, is to be removed
    void beginResponse(boolean unchunk) {
        matchedEndBytes = 0;
        unchunking = unchunk ? Optional.of(new ChunkRemover()) : Optional.empty();
    }

    @Override
    public void write(BufferData... buffers) {
        for (var buffer : buffers) {
            write(buffer);
        }
    }

    @Override
    public void write(BufferData buffer) {
        buffer.writeTo(new BlockOutput(state.isHead()));
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
        if (state.isHttp10()) {
            return;
        }
        state.continueSent();
        buffer.writeTo(new BlockOutput(false));
    }

    private void send(byte[] bytes, int offset, int length) {
        timeout.begin(ClientTimeout.Reason.RESPONSE, ClientTimeout.now() + timeouts.idle());
        try {
            socket.write(BufferData.createReadOnly(bytes, offset, length));
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("The connection broke", e);
        } finally {
            timeout.end();
        }
    }

    /// How many of these bytes belong to the head of the response.
    private int headLength(byte[] bytes, int offset, int length) {
        var at = 0;
        while (at < length && matchedEndBytes < END_OF_HEAD.length) {
            var octet = bytes[offset + at++];
            if (octet == END_OF_HEAD[matchedEndBytes]) {
                matchedEndBytes++;
            } else {
                matchedEndBytes = octet == '\r' ? 1 : 0;
            }
        }
        return at;
    }

    /// Receives the bytes of one buffer and sends them in blocks.
    private final class BlockOutput extends OutputStream {
        private final boolean headOnly;

        BlockOutput(boolean headOnly) {
            this.headOnly = headOnly;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (!headOnly && unchunking.isEmpty()) {
                sendBlocks(bytes, offset, length);
                return;
            }
            int head = headLength(bytes, offset, length);
            sendBlocks(bytes, offset, head);
            if (!headOnly) {
                var data = unchunking.get().remove(bytes, offset + head, length - head);
                sendBlocks(data, 0, data.length);
            }
        }

        private void sendBlocks(byte[] bytes, int offset, int length) {
            int end = offset + length;
            for (var at = offset; at < end; at += MAX_BLOCK_BYTES) {
                send(bytes, at, Math.min(MAX_BLOCK_BYTES, end - at));
            }
        }
    }
}
