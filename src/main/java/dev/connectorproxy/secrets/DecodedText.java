package dev.connectorproxy.secrets;

import java.util.Arrays;
import java.util.Optional;

/// A text made from another one by decoding escapes or leaving out line breaks, in linear time, and for each of its
/// characters the place in the other text that it was made from. Immutable.
final class DecodedText {
    private static final String ESCAPES = "%\\&+";

    private final String text;
    private final boolean leftOut; // characters were left out, not decoded
    // where the distance between an index of the text and one of its source changes: both indexes
    private final int[] textAt;
    private final int[] sourceAt;

    private DecodedText(Builder builder, boolean leftOut) {
        this.text = builder.text.toString();
        this.leftOut = leftOut;
        this.textAt = Arrays.copyOf(builder.textAt, builder.changes);
        this.sourceAt = Arrays.copyOf(builder.sourceAt, builder.changes);
    }

    /// Decodes one layer of escapes: `%41`, `+` for a space, `\n`, `\u0041`, `\x41`, `&amp;`, `&#65;`. Escaped bytes are
    /// UTF-8, or else Latin-1.
    ///
    /// @return empty when the text contains none
    static Optional<DecodedText> unescape(String text) {
        if (hasNone(text, ESCAPES)) {
            return Optional.empty();
        }
        var result = new Builder(text.length());
        boolean space = false;
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            var escape =
                    c == '%' || c == '\\' || c == '&'
                            ? Escape.at(text, at)
                            : Optional.<Escape>empty();
            if (escape.isPresent()) {
                at = escape.get().end();
                result.text.appendCodePoint(escape.get().codePoint());
                result.changeAt(at);
            } else {
                space |= c == '+';
                result.text.append(c == '+' ? ' ' : c);
                at++;
            }
        }
        return space || result.changes > 0
                ? Optional.of(new DecodedText(result, false))
                : Optional.empty();
    }

    /// Whether an escape may begin with this character.
    static boolean mayBeEscape(char c) {
        return ESCAPES.indexOf(c) >= 0;
    }

    /// Leaves out line breaks, which Base64 text may contain anywhere.
    ///
    /// @return empty when the text contains none
    static Optional<DecodedText> withoutLineBreaks(String text) {
        if (hasNone(text, "\r\n")) {
            return Optional.empty();
        }
        var result = new Builder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\r' || c == '\n') {
                result.changeAt(at + 1);
            } else {
                result.text.append(c);
            }
        }
        return Optional.of(new DecodedText(result, true));
    }

    /// Most texts need no decoding, and so no copy.
    private static boolean hasNone(String text, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            if (text.indexOf(characters.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    String text() {
        return text;
    }

    /// The index in the source of the character at an index of this text.
    int sourceBegin(int index) {
        int found = Arrays.binarySearch(textAt, index);
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? index : sourceAt[last] + (index - textAt[last]);
    }

    /// The index in the source after the character that ends before an index of this text.
    int sourceEnd(int end) {
        return leftOut ? sourceBegin(end - 1) + 1 : sourceBegin(end);
    }

    private static final class Builder {
        final StringBuilder text;
        int[] textAt = new int[8];
        int[] sourceAt = new int[8];
        int changes;

        Builder(int length) {
            this.text = new StringBuilder(length);
        }

        void changeAt(int sourceIndex) {
            boolean same = changes > 0 && textAt[changes - 1] == text.length();
            if (!same && changes == textAt.length) {
                textAt = Arrays.copyOf(textAt, 2 * changes);
                sourceAt = Arrays.copyOf(sourceAt, 2 * changes);
            }
            changes += same ? 0 : 1;
            textAt[changes - 1] = text.length();
            sourceAt[changes - 1] = sourceIndex;
        }
    }
}
