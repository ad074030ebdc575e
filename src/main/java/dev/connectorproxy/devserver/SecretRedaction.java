package dev.connectorproxy.devserver;

import java.util.Collection;
import java.util.Comparator;

/// Removes secrets and control characters from a provider's text, and shortens it, so that it can go into a message.
final class SecretRedaction {
    private static final int MAX_LENGTH = 2_000;

    private SecretRedaction() {}

    static String of(String text, Collection<String> secrets) {
        var redacted = text;
        // the longest first, because one secret may be part of another
        for (var secret :
                secrets.stream()
                        .filter(it -> !it.isBlank())
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList()) {
            redacted = redacted.replace(secret, "***");
        }
        redacted = redacted.replaceAll("\\p{Cntrl}+", " ");
        return redacted.length() <= MAX_LENGTH ? redacted : redacted.substring(0, MAX_LENGTH) + "…";
    }
}
