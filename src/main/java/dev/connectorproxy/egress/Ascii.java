package dev.connectorproxy.egress;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// What characters are, in ASCII and nothing beyond: [Character] knows digits and letters of all scripts, a host does not.
final class Ascii {
    private static final int MAX_DIGITS = 9; // fits an int whatever they are

    private Ascii() {}

    static boolean is(int c) {
        return c < 0x80;
    }

    static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean letter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean hex(int c) {
        return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /// Whether each character from there on is such; a loop, because streams of characters cost most of a parse.
    static boolean all(String text, int from, IntPredicate such) {
        for (var i = from; i < text.length(); i++) {
            if (!such.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// The number between two bounds, both included, that nothing but digits spell.
    static OptionalInt number(String digits, int least, int most) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !all(digits, 0, Ascii::digit)) {
            return OptionalInt.empty();
        }
        var value = Integer.parseInt(digits);
        return value >= least && value <= most ? OptionalInt.of(value) : OptionalInt.empty();
    }
}
