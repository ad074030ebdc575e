package dev.connectorproxy.openapi.reader;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// `pattern` of schemas: whether one can be used.
final class SchemaPatterns {
    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_READS = 50_000;
    private static final Pattern LITERAL = Pattern.compile("/(\\^.*\\$)/[gmsuy]*");
    private static final Pattern DATE_FORMAT = Pattern.compile("[yYMdDhHmsSTZ:/. '-]{4,}");

    private SchemaPatterns() {}

    /// The regular expression, without the slashes around it that JavaScript has; empty if it is none.
    static Optional<String> usable(String text) {
        var literal = LITERAL.matcher(text);
        var pattern = literal.matches() ? literal.group(1) : text;
        if (pattern.length() > MAX_LENGTH || DATE_FORMAT.matcher(pattern).matches()) {
            return Optional.empty();
        }
        try {
            Pattern.compile(pattern);
            return Optional.of(pattern);
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    /// Whether the text has a match; true if finding out takes too long.
    static boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(new CountedText(text, new int[] {MAX_READS})).find();
        } catch (TooManyReadsException | StackOverflowError _) {
            return true;
        }
    }

    /// A text that can be read so many times, since some expressions never end.
    private record CountedText(String text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left[0]-- == 0) {
                throw new TooManyReadsException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.substring(start, end), left);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyReadsException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
