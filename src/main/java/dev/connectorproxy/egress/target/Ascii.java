package dev.connectorproxy.egress.target;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// Character classes of ASCII only: the methods of [Character] accept digits and letters of all scripts.
final class Ascii {
    private static final int MAX_DIGITS = 9; // always fits an int

    private Ascii() {}

    static boolean isAscii(int c) {
        return c < 0x80;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /// Whether all characters from an index on match; a loop, because a stream would dominate the cost of parsing a
    /// URL.
    static boolean allMatch(String text, int from, IntPredicate matches) {
        for (var i = from; i < text.length(); i++) {
            if (!matches.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// The decimal number, if the text is digits only and the number is within both bounds, inclusive.
    static OptionalInt parseNumber(String digits, int min, int max) {
        if (digits.isEmpty()
                || digits.length() > MAX_DIGITS
                || !allMatch(digits, 0, Ascii::isDigit)) {
            return OptionalInt.empty();
        }
        var value = Integer.parseInt(digits);
        return value >= min && value <= max ? OptionalInt.of(value) : OptionalInt.empty();
    }
}
