package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// `${secret:NAME}` in a text, wherever it stands in it; `$${secret:` stands for the very text `${secret:`.
final class Reference {
    private static final String BEGIN = "${secret:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    private Reference() {}

    /// Whether a reference, or an escaped one, may be in there. Cheap, and never wrong when it says no: ASCII in escapes by
    /// number, which could spell one, counts as one.
    static boolean mayBeIn(JsonText text) {
        var search = new Search();
        try {
            text.writeTo(search);
        } catch (IOException e) {
            throw new UncheckedIOException("searching does not fail", e);
        }
        return search.found;
    }

    /// The text with the values in the place of the names.
    ///
    /// @param values by name; empty for one that must not be had
    /// @return empty when a name is malformed or must not be had
    static Optional<String> resolved(String text, Function<String, Optional<String>> values) {
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

    /// Looks through what is written to it. Latin-1 is what the JDK searches fastest, and ASCII looks the same in it.
    private static final class Search extends OutputStream {
        private static final int PIECE = 16 << 10;
        private boolean found;

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("a JsonText is written in one piece");
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int end = from + length;
            for (int at = from; at < end && !found; at += PIECE - BEGIN.length()) {
                var piece =
                        new String(
                                bytes, at, Math.min(PIECE, end - at), StandardCharsets.ISO_8859_1);
                found = piece.contains(BEGIN) || spelled(piece);
            }
        }

        private static boolean spelled(String piece) {
            for (int i = piece.indexOf("\\u00"); i >= 0; i = piece.indexOf("\\u00", i + 4)) {
                if (i + 4 < piece.length() && "234567".indexOf(piece.charAt(i + 4)) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
