package dev.connectorproxy.contract.payment;

import java.util.List;

/// A text of a recording, in which each `***` stands for a secret, and so for any text.
record RecordedText(String text) {
    private static final String SECRET = "***";

    /// Whether a text could be the one that was recorded.
    boolean matches(String actual) {
        if (!text.contains(SECRET)) {
            return text.equals(actual);
        }
        var parts = List.of(text.split("\\*\\*\\*", -1));
        int at = parts.getFirst().length();
        if (!actual.startsWith(parts.getFirst())) {
            return false;
        }
        for (var part : parts.subList(1, parts.size() - 1)) {
            int found = actual.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return actual.length() - at >= parts.getLast().length() && actual.endsWith(parts.getLast());
    }

    /// Whether it is nothing but a secret, which may have been a number.
    boolean isAnything() {
        return text.equals(SECRET);
    }
}
