package dev.connectorproxy.toolkit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Makes texts from outside fit for a message or a log line: replaces secrets by `***` and control characters by spaces,
/// and limits the length. Its `toString` does not contain the secrets. Immutable.
public final class Redaction {
    private static final String MASK = "***";
    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private final List<String> secrets;
    private final int maxLength;

    private Redaction(List<String> secrets, int maxLength) {
        this.secrets = secrets;
        this.maxLength = maxLength;
    }

    /// @param secrets blank ones are ignored
    /// @param maxLength in characters; a longer text is cut and ends in `…`
    public static Redaction of(Collection<String> secrets, int maxLength) {
        return new Redaction(
                secrets.stream()
                        .filter(secret -> !secret.isBlank())
                        // the longest first, because one secret may be part of another
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList(),
                maxLength);
    }

    /// The text on one line.
    public String of(String text) {
        var line = text;
        for (var secret : secrets) {
            line = line.replace(secret, MASK);
        }
        line = LINE_BREAKING.matcher(line).replaceAll(" ");
        return line.length() <= maxLength ? line : line.substring(0, maxLength) + "…";
    }
}
