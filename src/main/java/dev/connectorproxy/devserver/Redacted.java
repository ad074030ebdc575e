package dev.connectorproxy.devserver;

import java.util.Collection;
import java.util.Comparator;

/// Takes secrets out of what a provider says, and what is unfit for a message.
final class Redacted {
    private static final int LONGEST = 2_000;

    private Redacted() {}

    static String of(String text, Collection<String> secrets) {
        var clean = text;
        // the longest first, since one may be part of another
        for (var secret :
                secrets.stream()
                        .filter(it -> !it.isBlank())
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList()) {
            clean = clean.replace(secret, "***");
        }
        clean = clean.replaceAll("\\p{Cntrl}+", " ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
