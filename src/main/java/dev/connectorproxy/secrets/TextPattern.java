package dev.connectorproxy.secrets;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Finds a value as text, ignoring case, with any of its characters encoded as in URLs, JSON or HTML. The beginning of
/// the value at the end of a truncated text matches as well.
final class TextPattern implements SecretPattern {
    private static final int MIN_TRUNCATED_MATCH = 4;
    private static final String ESCAPE_LETTERS = "bfnrt\"/";
    private static final String ESCAPED_CHARACTERS = "\b\f\n\r\t\"/";
    private static final Map<Integer, String> ENTITIES =
            Map.of(
                    (int) '&', "&amp;",
                    (int) '<', "&lt;",
                    (int) '>', "&gt;",
                    (int) '"', "&quot;",
                    (int) '\'', "&apos;");

    private final String value;
    private final int[] codePoints;

    TextPattern(String value) {
        this.value = value;
        this.codePoints = value.codePoints().toArray();
    }

    @Override
    public boolean mayStartWith(char c) {
        return "%\\&+".indexOf(c) >= 0 || equalsIgnoreCase(c, value.charAt(0));
    }

    @Override
    public boolean includesPrevious() {
        return false;
    }

    @Override
    public int matchEnd(String text, int from) {
        int once = Math.max(matchLiteral(text, from), matchEncoded(text, from, false));
        return Math.max(once, matchEncoded(text, from, true));
    }

    private int matchLiteral(String text, int from) {
        int n = 0;
        while (n < value.length()
                && from + n < text.length()
                && equalsIgnoreCase(text.charAt(from + n), value.charAt(n))) {
            n++;
        }
        return n == value.length() || isTruncated(text, from + n, n) ? from + n : -1;
    }

    /// @param twice whether a percent sign that may be encoded twice (`%25`) is decoded twice
    private int matchEncoded(String text, int from, boolean twice) {
        int at = from;
        for (int i = 0; i < codePoints.length; i++) {
            int next = at < text.length() ? matchCharacter(text, at, codePoints[i], twice) : -1;
            if (next < 0) {
                return isTruncated(text, at, i) ? at : -1;
            }
            at = next;
        }
        return at;
    }

    private static boolean isTruncated(String text, int at, int matched) {
        return matched >= MIN_TRUNCATED_MATCH
                && (at >= text.length() || text.startsWith("…", at) || text.startsWith(" …", at));
    }

    /// The end of this character at this index, encoded or not; -1 when another character stands there.
    private static int matchCharacter(String text, int at, int point, boolean twice) {
        int end =
                switch (text.charAt(at)) {
                    case '%' -> matchPercent(text, at, point, twice);
                    case '\\' -> matchBackslash(text, at, point);
                    case '&' -> matchEntity(text, at, point);
                    case '+' -> point == ' ' ? at + 1 : -1;
                    default -> -1;
                };
        if (end < 0 && equalsIgnoreCase(text.codePointAt(at), point)) {
            end = at + Character.charCount(text.codePointAt(at));
        }
        return end;
    }

    private static int matchPercent(String text, int at, int point, boolean twice) {
        var utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        int end = matchPercent(text, at, utf8, twice);
        if (end < 0 && point == ' ') {
            return matchPercent(
                    text, at, new byte[] {'+'}, twice); // the `+` of a form, encoded once more
        }
        return end < 0 && point > 0x7F && point < 0x100
                ? matchPercent(text, at, new byte[] {(byte) point}, twice)
                : end;
    }

    private static int matchPercent(String text, int at, byte[] bytes, boolean twice) {
        for (byte b : bytes) {
            if (!text.startsWith("%", at)) {
                return -1;
            }
            at++;
            if (text.startsWith("25", at)
                    && isByte(text, at + 2, b)
                    && (twice || !isByte(text, at, b))) {
                at += 2;
            }
            if (!isByte(text, at, b)) {
                return -1;
            }
            at += 2;
        }
        return at;
    }

    private static boolean isByte(String text, int at, byte b) {
        return isHex(text, at, 2) && HexFormat.fromHexDigits(text, at, at + 2) == (b & 0xFF);
    }

    private static int matchBackslash(String text, int at, int point) {
        if (point == '\\') {
            return text.startsWith("\\\\", at) ? at + 2 : matchUnicodeEscape(text, at, point);
        }
        int after = at;
        while (text.startsWith("\\", after)) {
            after++;
        }
        int kind = after < text.length() ? ESCAPE_LETTERS.indexOf(text.charAt(after)) : -1;
        return kind >= 0 && ESCAPED_CHARACTERS.charAt(kind) == point
                ? after + 1
                : matchUnicodeEscape(text, at, point);
    }

    private static int matchUnicodeEscape(String text, int at, int point) {
        for (char unit : Character.toChars(point)) {
            while (text.startsWith("\\", at)) {
                at++;
            }
            if (!text.startsWith("u", at)
                    || !isHex(text, at + 1, 4)
                    || HexFormat.fromHexDigits(text, at + 1, at + 5) != unit) {
                return -1;
            }
            at += 5;
        }
        return at;
    }

    private static int matchEntity(String text, int at, int point) {
        var forms =
                List.of(
                        ENTITIES.getOrDefault(point, "&#"),
                        "&#%d;".formatted(point),
                        "&#0%d;".formatted(point),
                        "&#x%x;".formatted(point));
        return forms.stream()
                .filter(form -> form.endsWith(";"))
                .filter(form -> text.regionMatches(true, at, form, 0, form.length()))
                .mapToInt(form -> at + form.length())
                .findFirst()
                .orElse(-1);
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

    private static boolean equalsIgnoreCase(int one, int other) {
        return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
    }

    @Override
    public String toString() {
        return "a value of %d characters".formatted(value.length());
    }
}
