package dev.connectorproxy.spi.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Rewrites well-formed JSON in its shortest form: without white space, and without escapes that RFC 8259 does not
/// require. Numbers, keys and their order stay unchanged. The output is never longer than the input.
public final class JsonCompaction {
    private final byte[] in;
    private final byte[] out;
    private int at;
    private int end;

    private JsonCompaction(byte[] in, int from, int to) {
        this.in = in;
        this.at = from;
        this.out = new byte[to - from];
    }

    /// The shortest form of the well-formed value between two positions.
    ///
    /// @throws IllegalArgumentException an escape is half a surrogate pair, which UTF-8 cannot encode
    public static byte[] of(byte[] in, int from, int to) {
        var compaction = new JsonCompaction(in, from, to);
        while (compaction.at < to) {
            compaction.copyUntilString(to);
            if (compaction.at < to) {
                compaction.copyString();
            }
        }
        return Arrays.copyOf(compaction.out, compaction.end);
    }

    private void copyUntilString(int to) {
        int read = at;
        int written = end;
        for (; read < to && in[read] != '"'; read++) {
            if (in[read] > ' ') {
                out[written++] = in[read];
            }
        }
        at = read;
        end = written;
    }

    private void copyString() {
        int read = at + 1;
        int begin = at;
        while (in[read] != '"') {
            if (in[read] == '\\') {
                copy(begin, read);
                at = read;
                escape();
                begin = at;
                read = at;
            } else {
                read++;
            }
        }
        copy(begin, read + 1);
        at = read + 1;
    }

    private void copy(int from, int to) {
        System.arraycopy(in, from, out, end, to - from);
        end += to - from;
    }

    private void escape() {
        switch (in[at + 1]) {
            case '/' -> {
                out[end++] = '/';
                at += 2;
            }
            case 'u' -> unicode();
            default -> {
                copy(at, at + 2);
                at += 2;
            }
        }
    }

    private void unicode() {
        char first = readCodeUnit();
        if (first < ' ' || first == '"' || first == '\\') {
            copy(at - 6, at);
            return;
        }
        var text = String.valueOf(first);
        if (Character.isHighSurrogate(first) && in[at] == '\\' && in[at + 1] == 'u') {
            text += readCodeUnit();
        }
        if (text.codePoints().anyMatch(codePoint -> codePoint >= 0xD800 && codePoint <= 0xDFFF)) {
            throw new IllegalArgumentException("half a surrogate pair, which UTF-8 cannot encode");
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, out, end, utf8.length);
        end += utf8.length;
    }

    private char readCodeUnit() {
        int value = 0;
        for (var i = 2; i < 6; i++) {
            value = value << 4 | Character.digit(in[at + i], 16);
        }
        at += 6;
        return (char) value;
    }
}
