package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// References to secrets, `${secret:NAME}` anywhere in a text; `$${secret:` is an escape for the literal text
/// `${secret:`.
final class SecretReference {
    private static final String BEGIN = "${secret:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    private SecretReference() {}

    /// Whether the JSON may contain a reference or an escaped one. A quick check without false negatives: a numeric
    /// escape of a printable ASCII character, which could be part of one, counts as well.
    static boolean mayContain(JsonText text) {
        var search = new ReferenceSearch();
        try {
            text.writeTo(search);
        } catch (IOException e) {
            throw new UncheckedIOException("searching failed", e);
        }
        return search.found;
    }

    /// The text with all references replaced.
    ///
    /// @param values the value of a name; empty for an unknown or forbidden name
    /// @return empty when a name is malformed, unknown or forbidden
    static Optional<String> resolve(String text, Function<String, Optional<String>> values) {
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            return Optional.of(text);
        }
        var out = new StringBuilder(text.length());
        int from = 0;
        for (; begin >= 0; begin = text.indexOf(BEGIN, from)) {
            if (begin > from && text.charAt(begin - 1) == '$') {
                out.append(text, from, begin - 1).append(BEGIN);
                from = begin + BEGIN.length();
                continue;
            }
            int end = text.indexOf('}', begin);
            var name = end < 0 ? "" : text.substring(begin + BEGIN.length(), end);
            var value =
                    NAME.matcher(name).matches() ? values.apply(name) : Optional.<String>empty();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            out.append(text, from, begin).append(value.get());
            from = end + 1;
        }
        return Optional.of(out.append(text, from, text.length()).toString());
    }

    /// Searches the bytes written to it. Decodes them as Latin-1, which the JDK searches fastest; ASCII is the same in
    /// it.
    private static final class ReferenceSearch extends OutputStream {
        private static final int CHUNK_BYTES = 16 << 10;
        private boolean found;

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("a JsonText is written in one piece");
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int end = from + length;
            for (int at = from; at < end && !found; at += CHUNK_BYTES - BEGIN.length()) {
                var chunk =
                        new String(
                                bytes,
                                at,
                                Math.min(CHUNK_BYTES, end - at),
                                StandardCharsets.ISO_8859_1);
                found = chunk.contains(BEGIN) || hasEscapedAscii(chunk);
            }
        }

        private static boolean hasEscapedAscii(String chunk) {
            for (int i = chunk.indexOf("\\u00"); i >= 0; i = chunk.indexOf("\\u00", i + 4)) {
                if (i + 4 < chunk.length() && "234567".indexOf(chunk.charAt(i + 4)) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
