package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.toolkit.WatchedText;
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
            return pattern.matcher(new WatchedText(text, counter())).find();
        } catch (TooManyReadsException | StackOverflowError _) {
            return true;
        }
    }

    /// Ends a search after so many reads, since some expressions never end.
    private static Runnable counter() {
        int[] left = {MAX_READS};
        return () -> {
            if (left[0]-- == 0) {
                throw new TooManyReadsException();
            }
        };
    }

    private static final class TooManyReadsException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
