package dev.connectorproxy.declarative.request;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions of ECMA-262, which JSON Schema uses, as Java's. Matching is bounded.
final class EcmaPattern {
    /// Characters looked at in one search.
    private static final int MAX_STEPS = 1_000_000;

    private EcmaPattern() {}

    /// Empty for one that Java cannot compile.
    static Optional<Pattern> compile(String ecma) {
        try {
            return Optional.of(Pattern.compile(toJava(ecma)));
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    /// Whether the text contains a match. A search that takes too long ends as if it had found one.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `ReadTimeout`: nobody waits for the result any longer
    static boolean finds(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Bounded(text, new int[1])).find();
        } catch (TooLongException | StackOverflowError _) {
            StepLimit.requireNotInterrupted();
            return true;
        }
    }

    /// In Java, `$` also matches before a line break at the end, and a class may contain classes and intersections.
    private static String toJava(String ecma) {
        var out = new StringBuilder(ecma.length() + 8);
        boolean inClass = false;
        for (int i = 0; i < ecma.length(); i++) {
            char c = ecma.charAt(i);
            if (c == '\\' && i + 1 < ecma.length()) {
                out.append(c).append(ecma.charAt(++i));
            } else if (inClass && (c == '[' || c == '&')) {
                out.append('\\').append(c);
            } else if (!inClass && c == '$') {
                out.append("\\z");
            } else {
                inClass = c == '[' || inClass && c != ']';
                out.append(c);
            }
        }
        return out.toString();
    }

    /// A text that counts how often it is read.
    private record Bounded(String text, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MAX_STEPS) {
                throw new TooLongException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooLongException extends RuntimeException {
        private TooLongException() {
            super(null, null, false, false);
        }
    }
}
