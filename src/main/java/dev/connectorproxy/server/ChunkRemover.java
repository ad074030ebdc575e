package dev.connectorproxy.server;

import java.io.ByteArrayOutputStream;

/// Removes the chunked coding from a response body that the server wrote, for an HTTP/1.0 client, which does not know
/// it (RFC 9112, section 6.1). Relies on the server's own chunks: a size without extensions, and no trailers. Used by
/// the connection's thread only.
final class ChunkRemover {
    private State state = State.SIZE;
    private long size;

    private enum State {
        SIZE,
        SIZE_END,
        DATA,
        DATA_CR,
        DATA_LF,
        END
    }

    /// The data in the next bytes of the body.
    byte[] remove(byte[] bytes, int offset, int length) {
        var data = new ByteArrayOutputStream(length);
        for (int at = offset; at < offset + length && state != State.END; ) {
            if (state == State.DATA) {
                int count = (int) Math.min(size, offset + length - at);
                data.write(bytes, at, count);
                at += count;
                size -= count;
                state = size == 0 ? State.DATA_CR : State.DATA;
            } else {
                framing(bytes[at++]);
            }
        }
        return data.toByteArray();
    }

    private void framing(byte octet) {
        switch (state) {
            case SIZE -> {
                if (octet == '\r') {
                    state = State.SIZE_END;
                } else {
                    size = size * 16 + Character.digit(octet, 16);
                }
            }
            case SIZE_END -> state = size == 0 ? State.END : State.DATA;
            case DATA_CR -> state = State.DATA_LF;
            case DATA_LF -> state = State.SIZE;
            case DATA, END -> throw new IllegalStateException("not framing");
        }
    }
}
