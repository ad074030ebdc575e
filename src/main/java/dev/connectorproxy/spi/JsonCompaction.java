package dev.connectorproxy.spi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes JSON that is known to be well-formed as short as it goes: no white space, and no escapes but those JSON demands.
/// Numbers, keys and their order stay as they are.
final class JsonCompaction {
    private final byte[] in;
    private final ByteArrayOutputStream out;
    private int at;

    private JsonCompaction(byte[] in, int from, int to) {
        this.in = in;
        this.at = from;
        this.out = new ByteArrayOutputStream(to - from);
    }

    static byte[] of(byte[] in, int from, int to) {
        var compaction = new JsonCompaction(in, from, to);
        while (compaction.at < to) {
            compaction.token(to);
        }
        return compaction.out.toByteArray();
    }

    /// Everything up to the next white space, or a string.
    private void token(int to) {
        int begin = at;
        while (at < to && in[at] > ' ' && in[at] != '"') {
            at++;
        }
        out.write(in, begin, at - begin);
        if (at < to && in[at] == '"') {
            string();
        }
        while (at < to && in[at] <= ' ') {
            at++;
        }
    }

    private void string() {
        int begin = at++;
        while (in[at] != '"') {
            if (in[at] == '\\') {
                out.write(in, begin, at - begin);
                escape();
                begin = at;
            } else {
                at++;
            }
        }
        at++;
        out.write(in, begin, at - begin);
    }

    private void escape() {
        int begin = at;
        at += 2;
        switch (in[begin + 1]) {
            case '/' -> out.write('/');
            case 'u' -> {
                at = begin;
                unicode();
            }
            default -> out.write(in, begin, 2);
        }
    }

    private void unicode() {
        int begin = at;
        char first = unit();
        if (first < ' ' || first == '"' || first == '\\') {
            out.write(in, begin, 6);
            return;
        }
        var text = String.valueOf(first);
        if (Character.isHighSurrogate(first) && in[at] == '\\' && in[at + 1] == 'u') {
            text += unit();
        }
        if (text.codePoints().anyMatch(it -> it >= 0xD800 && it <= 0xDFFF)) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "a parameter contains half a surrogate pair, which UTF-8 cannot write");
        }
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private char unit() {
        int value = 0;
        for (var i = 2; i < 6; i++) {
            value = value << 4 | Character.digit(in[at + i], 16);
        }
        at += 6;
        return (char) value;
    }
}
