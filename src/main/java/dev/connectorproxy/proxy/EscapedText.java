package dev.connectorproxy.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A text written as a JSON string piece by piece, so that a long one is never held a second time: escapes can make it six
/// times as long. Half a surrogate pair becomes `?`, as in all of Java's UTF-8.
final class EscapedText {
    private static final int PIECE = 4096;
    private static final String SHORT = "\b\t\n\f\r";

    private final String text;

    EscapedText(String text) {
        this.text = text;
    }

    /// Its length in bytes, quotes included.
    long length() throws IOException {
        var counter = new Counter();
        writeTo(counter);
        return counter.bytes;
    }

    void writeTo(OutputStream out) throws IOException {
        var piece = new StringBuilder(PIECE + 8).append('"');
        for (var i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            append(piece, c);
            if (piece.length() >= PIECE && !Character.isHighSurrogate(c)) {
                out.write(piece.toString().getBytes(StandardCharsets.UTF_8));
                piece.setLength(0);
            }
        }
        out.write(piece.append('"').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder piece, char c) {
        if (c == '"' || c == '\\') {
            piece.append('\\').append(c);
        } else if (c >= ' ') {
            piece.append(c);
        } else if (SHORT.indexOf(c) >= 0) {
            piece.append('\\').append("btnfr".charAt(SHORT.indexOf(c)));
        } else {
            piece.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
        }
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
