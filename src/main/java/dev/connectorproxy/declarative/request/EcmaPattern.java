package dev.connectorproxy.declarative.request;

import dev.connectorproxy.toolkit.WatchedText;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions of ECMA-262, which JSON Schema uses, as Java's. Matching is bounded.
final class EcmaPattern {
    private EcmaPattern() {}

    /// Empty for one that Java cannot compile.
    static Optional<Pattern> compile(String ecma) {
        try {
            return Optional.of(Pattern.compile(toJava(ecma)));
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    /// Whether the text contains a match. A search that is nested too deeply ends as if it had found one.
    ///
    /// @param steps counts the characters that are looked at
    /// @throws StepLimit.ExceededException these are too many
    /// @throws dev.connectorproxy.spi.ConnectorException `ReadTimeout`: nobody waits for the result any longer
    static boolean finds(Pattern pattern, String text, StepLimit steps) {
        try {
            return pattern.matcher(new WatchedText(text, steps::count)).find();
        } catch (StackOverflowError _) {
            StepLimit.requireNotInterrupted();
            return true;
        }
    }

    /// Whether searches take linear time, whatever the text: there is one quantifier at most, and then an anchor before it.
    static boolean isLinear(Pattern pattern) {
        var plain = pattern.pattern().replaceAll("\\\\.", "a").replaceAll("\\[\\^?[^\\]]*+]", "a");
        long quantifiers = plain.chars().filter(c -> "*+?{".indexOf(c) >= 0).count();
        return plain.indexOf('(') < 0
                && (quantifiers == 0
                        || quantifiers == 1 && plain.startsWith("^") && plain.indexOf('|') < 0);
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
}
