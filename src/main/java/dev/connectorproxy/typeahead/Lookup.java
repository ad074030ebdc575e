package dev.connectorproxy.typeahead;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is looked up, read leniently: SpiffArena's backend pastes what a person typed into the URL as it is, and adds
/// `&limit=` at the end.
///
/// @param prefix as typed
/// @param limit 0 to [#MOST]
record Lookup(String prefix, int limit) {
    /// The most suggestions in one answer, and the number where none is asked for.
    static final int MOST = 100;

    private static final String PREFIX = "prefix=";
    private static final String LIMIT = "limit=";
    private static final Pattern NAMED =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*=.*", Pattern.DOTALL);

    /// An ampersand that begins no parameter is part of the prefix; of several limits the last one is the backend's.
    static Lookup of(String query) {
        var prefix = new StringBuilder();
        boolean seen = false;
        boolean open = false;
        int limit = MOST;
        for (var part : query.split("&", -1)) {
            if (part.startsWith(LIMIT)) {
                limit = limit(part.substring(LIMIT.length()));
                open = false;
            } else if (part.startsWith(PREFIX) && !seen) {
                prefix.append(part.substring(PREFIX.length()));
                seen = true;
                open = true;
            } else if (NAMED.matcher(part).matches()) {
                open = false;
            } else if (open) {
                prefix.append('&').append(part);
            }
        }
        return new Lookup(decoded(prefix.toString()), limit);
    }

    /// Folded. A plus sign is what was typed, or, from those who encode forms, a space.
    List<String> prefixes() {
        return Stream.of(prefix, prefix.replace('+', ' ')).distinct().map(Folding::of).toList();
    }

    private static int limit(String text) {
        return text.matches("[0-9]{1,9}") ? Math.min(Integer.parseInt(text), MOST) : MOST;
    }

    /// A percent sign without two digits stays, and what is not UTF-8 becomes U+FFFD.
    private static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            int value = bytes[at] == '%' ? hexadecimal(bytes, at + 1) : -1;
            out.write(value < 0 ? bytes[at] : value);
            at += value < 0 ? 0 : 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException("what cannot be decoded is replaced", e);
        }
    }

    private static int hexadecimal(byte[] bytes, int from) {
        if (from + 2 > bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[from], 16);
        int low = Character.digit(bytes[from + 1], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
