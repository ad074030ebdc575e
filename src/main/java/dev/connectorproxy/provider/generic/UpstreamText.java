package dev.connectorproxy.provider.generic;

import java.util.Set;

/// Sanitizes a value from the provider for a message: without secrets, on one line, and short.
record UpstreamText(Set<String> secrets) {
    private static final int MAX_LENGTH = 100;

    UpstreamText {
        secrets = Set.copyOf(secrets);
    }

    String of(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        clean = clean.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + "…";
    }

    @Override
    public String toString() {
        return "UpstreamText[" + secrets.size() + "]";
    }
}
