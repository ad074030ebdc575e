package dev.connectorproxy.secrets;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A character that is written as an escape in a URL (RFC 3986), in JSON (RFC 8259), JavaScript or Python, or in HTML.
///
/// @param end the index after the escape
record Escape(int codePoint, int end) {
    private static final String SHORT_FORMS = "bfnrtv\"'/\\";
    private static final String CHARACTERS = "\b\f\n\r\t\u000B\"'/\\";
    private static final int MAX_ENTITY = 12;
    private static final char REPLACEMENT_CHARACTER = '\uFFFD';
    private static final Map<String, Character> ENTITIES =
            Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'');

    /// The escape that begins at this index. Looks ahead at most as far as the longest escape.
    static Optional<Escape> at(String text, int at) {
        if (escapedByte(text, at) >= 0) {
            return Optional.of(escapedBytes(text, at));
        }
        return switch (text.charAt(at)) {
            case '\\' -> backslash(text, at + 1);
            case '&' -> entity(text, at + 1);
            default -> Optional.empty();
        };
    }

    private static Optional<Escape> backslash(String text, int at) {
        if (at == text.length()) {
            return Optional.empty();
        }
        if (text.charAt(at) == 'u') {
            return isHex(text, at + 1, 4)
                    ? Optional.of(new Escape(HexFormat.fromHexDigits(text, at + 1, at + 5), at + 5))
                    : Optional.empty();
        }
        int form = SHORT_FORMS.indexOf(text.charAt(at));
        return form < 0
                ? Optional.empty()
                : Optional.of(new Escape(CHARACTERS.charAt(form), at + 1));
    }

    private static Optional<Escape> entity(String text, int at) {
        int end = text.substring(at, Math.min(at + MAX_ENTITY, text.length())).indexOf(';');
        if (end < 0) {
            return Optional.empty();
        }
        var name = text.substring(at, at + end).toLowerCase(Locale.ROOT);
        if (ENTITIES.containsKey(name)) {
            return Optional.of(new Escape(ENTITIES.get(name), at + end + 1));
        }
        boolean hex = name.startsWith("#x");
        return name.startsWith("#")
                ? character(name.substring(hex ? 2 : 1), hex ? 16 : 10)
                        .map(point -> new Escape(point, at + end + 1))
                : Optional.empty();
    }

    private static Optional<Integer> character(String digits, int radix) {
        try {
            return Optional.of(Integer.parseUnsignedInt(digits, radix))
                    .filter(Character::isValidCodePoint);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// The character whose UTF-8 bytes are escaped here; the first byte as Latin-1 if they are not UTF-8.
    private static Escape escapedBytes(String text, int at) {
        int first = escapedByte(text, at);
        int firstEnd = at + escapeLength(text, at);
        int expected = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        byte[] bytes = new byte[expected];
        int end = at;
        for (int i = 0; i < expected; i++) {
            int next = escapedByte(text, end);
            if (next < 0) {
                return new Escape(first, firstEnd);
            }
            bytes[i] = (byte) next;
            end += escapeLength(text, end);
        }
        var character = new String(bytes, StandardCharsets.UTF_8);
        return character.indexOf(REPLACEMENT_CHARACTER) >= 0
                ? new Escape(first, firstEnd)
                : new Escape(character.codePointAt(0), end);
    }

    /// The byte that is escaped at this index as `%XX` or `\xXX`; -1 for none.
    private static int escapedByte(String text, int at) {
        int digits = text.startsWith("%", at) ? at + 1 : text.startsWith("\\x", at) ? at + 2 : -1;
        return digits >= 0 && isHex(text, digits, 2)
                ? HexFormat.fromHexDigits(text, digits, digits + 2)
                : -1;
    }

    private static int escapeLength(String text, int at) {
        return text.charAt(at) == '%' ? 3 : 4;
    }

    private static boolean isHex(String text, int from, int digits) {
        if (from + digits > text.length()) {
            return false;
        }
        for (int i = from; i < from + digits; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
