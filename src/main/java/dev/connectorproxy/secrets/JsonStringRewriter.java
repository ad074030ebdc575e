package dev.connectorproxy.secrets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/// Rewrites names, strings and numbers in JSON that is known to be well-formed. Everything that does not change is
/// copied byte for byte, so that numbers keep their digits.
final class JsonStringRewriter {
    private static final String ESCAPE_LETTERS = "\"\\/bfnrt";
    private static final String ESCAPED_CHARACTERS = "\"\\/\b\f\n\r\t";

    private final byte[] in;
    private final Replacements replacements;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(0); // mostly unused
    private int at;
    private int copied;

    /// The functions to apply: to decoded names and strings, and to numbers as JSON text, whose replacement is JSON
    /// text as well.
    ///
    /// @param unchanged tells of most names, strings and numbers that none of the functions changes them, without making
    ///     a `String` of them
    record Replacements(
            UnaryOperator<String> names,
            UnaryOperator<String> strings,
            UnaryOperator<String> numbers,
            Unchanged unchanged) {
        Replacements(
                UnaryOperator<String> names,
                UnaryOperator<String> strings,
                UnaryOperator<String> numbers) {
            this(names, strings, numbers, (_, _, _) -> false);
        }
    }

    /// A quick check of a number, or of a name or string without its quotes.
    interface Unchanged {
        /// @return false if it may change
        boolean test(byte[] json, int from, int to);
    }

    private JsonStringRewriter(byte[] in, Replacements replacements) {
        this.in = in;
        this.replacements = replacements;
    }

    /// The rewritten text; the same array instance when nothing changed.
    static byte[] rewrite(byte[] json, Replacements replacements) {
        return new JsonStringRewriter(json, replacements).rewriteAll();
    }

    private byte[] rewriteAll() {
        while (at < in.length) {
            if (in[at] == '"') {
                rewriteString();
            } else if (in[at] == '-' || in[at] >= '0' && in[at] <= '9') {
                rewriteNumber();
            } else {
                at++;
            }
        }
        if (copied == 0) {
            return in;
        }
        out.write(in, copied, in.length - copied);
        return out.toByteArray();
    }

    private void rewriteString() {
        int from = at++;
        while (in[at] != '"') {
            at += in[at] == '\\' ? 2 : 1;
        }
        at++;
        if (replacements.unchanged().test(in, from + 1, at - 1)) {
            return;
        }
        var before = unescape(from + 1, at - 1);
        var after = (isName() ? replacements.names() : replacements.strings()).apply(before);
        if (!after.equals(before)) {
            replace(from, quote(after));
        }
    }

    private void rewriteNumber() {
        int from = at;
        while (at < in.length && "+-.eE0123456789".indexOf(in[at]) >= 0) {
            at++;
        }
        if (replacements.unchanged().test(in, from, at)) {
            return;
        }
        var before = new String(in, from, at - from, StandardCharsets.US_ASCII);
        var after = replacements.numbers().apply(before);
        if (!after.equals(before)) {
            replace(from, after);
        }
    }

    private void replace(int from, String replacement) {
        out.write(in, copied, from - copied);
        out.writeBytes(replacement.getBytes(StandardCharsets.UTF_8));
        copied = at;
    }

    private boolean isName() {
        int next = at;
        while (next < in.length && in[next] <= ' ') {
            next++;
        }
        return next < in.length && in[next] == ':';
    }

    private String unescape(int from, int to) {
        var text = new String(in, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (text.charAt(++i) == 'u') {
                plain.append((char) HexFormat.fromHexDigits(text, i + 1, i + 5));
                i += 4;
            } else {
                plain.append(ESCAPED_CHARACTERS.charAt(ESCAPE_LETTERS.indexOf(text.charAt(i))));
            }
        }
        return plain.toString();
    }

    /// Encodes a JSON string. A lone surrogate, which UTF-8 cannot encode, is written as an escape.
    static String quote(String text) {
        var json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair =
                    i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            if (pair) {
                json.append(c).append(text.charAt(++i));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
