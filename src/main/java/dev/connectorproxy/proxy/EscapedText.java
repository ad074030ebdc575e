package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.toolkit.JsonEscapes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// A text that is written as a JSON string in chunks, so that the escaped form, up to six times as long, is never in
/// memory.
record EscapedText(String text) {
    private static final int CHUNK_CHARS = 4096;

    /// The length in bytes, including the quotes.
    long length() {
        var counter = new Counter();
        try {
            writeTo(counter);
        } catch (IOException e) {
            throw new UncheckedIOException("counting does not fail", e);
        }
        return counter.bytes;
    }

    void writeTo(OutputStream out) throws IOException {
        var chunk = new StringBuilder(CHUNK_CHARS + 8).append('"');
        for (var i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (JsonEscapes.isRequired(c)) {
                JsonEscapes.append(chunk, c);
            } else {
                chunk.append(c);
            }
            if (chunk.length() >= CHUNK_CHARS && !Character.isHighSurrogate(c)) {
                out.write(JsonText.toUtf8(chunk.toString()));
                chunk.setLength(0);
            }
        }
        out.write(JsonText.toUtf8(chunk.append('"').toString()));
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }
}
