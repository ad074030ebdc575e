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

/// The query of a look-up, parsed leniently: SpiffArena's backend inserts the typed text into the URL without
/// encoding, and appends `&limit=`.
///
/// @param prefix the text that the person typed
/// @param limit 0 to [#MAX_SUGGESTIONS]
record Lookup(String prefix, int limit) {
    /// The maximum number of suggestions in a response, and the default.
    static final int MAX_SUGGESTIONS = 100;

    private static final String PREFIX = "prefix=";
    private static final String LIMIT = "limit=";
    private static final Pattern PARAMETER =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*=.*", Pattern.DOTALL);

    /// Parses a raw query. An ampersand that does not begin a parameter belongs to the prefix. Of several limits the
    /// last one counts, because the backend appends it.
    static Lookup of(String query) {
        var prefix = new StringBuilder();
        boolean hasPrefix = false;
        boolean inPrefix = false;
        int limit = MAX_SUGGESTIONS;
        for (var part : query.split("&", -1)) {
            if (part.startsWith(LIMIT)) {
                limit = limit(part.substring(LIMIT.length()));
                inPrefix = false;
            } else if (part.startsWith(PREFIX) && !hasPrefix) {
                prefix.append(part.substring(PREFIX.length()));
                hasPrefix = true;
                inPrefix = true;
            } else if (PARAMETER.matcher(part).matches()) {
                inPrefix = false;
            } else if (inPrefix) {
                prefix.append('&').append(part);
            }
        }
        return new Lookup(decode(prefix.toString()), limit);
    }

    /// The case-folded prefixes to compare with. A plus sign may have been typed, or be a form-encoded space, so both
    /// are returned.
    List<String> prefixes() {
        return Stream.of(prefix, prefix.replace('+', ' '))
                .distinct()
                .map(CaseFolding::fold)
                .toList();
    }

    private static int limit(String text) {
        return text.matches("[0-9]{1,9}")
                ? Math.min(Integer.parseInt(text), MAX_SUGGESTIONS)
                : MAX_SUGGESTIONS;
    }

    /// Percent-decodes a text. A percent sign without two hexadecimal digits stays, and bytes that are not UTF-8
    /// become U+FFFD.
    private static String decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            int value = bytes[at] == '%' ? hexByte(bytes, at + 1) : -1;
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

    private static int hexByte(byte[] bytes, int from) {
        if (from + 2 > bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[from], 16);
        int low = Character.digit(bytes[from + 1], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
