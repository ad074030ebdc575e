package dev.connectorproxy.spi.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Replaces the numbers that Python's `json` module writes and reads, and RFC 8259 forbids, by `null`: `NaN`, `Infinity`
/// and `-Infinity`. Whether the rest is JSON is not checked.
public final class NonFiniteNumbers {
    private static final List<byte[]> WORDS =
            List.of(ascii("NaN"), ascii("Infinity"), ascii("-Infinity"));
    private static final byte[] NULL = ascii("null");

    private NonFiniteNumbers() {}

    /// The text with `null` instead of each such word outside strings.
    public static byte[] toNull(byte[] json) {
        var out = new ByteArrayOutputStream(json.length);
        int begin = 0;
        for (int at = 0; at < json.length; ) {
            int end = json[at] == '"' ? stringEnd(json, at) : wordEnd(json, at);
            if (end > at && json[at] != '"') {
                out.write(json, begin, at - begin);
                out.writeBytes(NULL);
                begin = end;
            }
            at = Math.max(end, at + 1);
        }
        out.write(json, begin, json.length - begin);
        return out.toByteArray();
    }

    private static int stringEnd(byte[] json, int quote) {
        int at = quote + 1;
        while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, json.length);
    }

    /// The position after the word that begins here; the position itself if none does.
    private static int wordEnd(byte[] json, int from) {
        for (var word : WORDS) {
            if (json[from] == word[0] && startsWith(json, from, word)) {
                return from + word.length;
            }
        }
        return from;
    }

    private static boolean startsWith(byte[] json, int from, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (from + i >= json.length || json[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
