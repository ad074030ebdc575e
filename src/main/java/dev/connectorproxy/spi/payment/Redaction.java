package dev.connectorproxy.spi.payment;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes an endpoint's secrets out of texts, and what is unfit for a message.
///
/// @param secrets the longest first, since one may be part of another
record Redaction(List<String> secrets) {
    private static final String MASK = "***";
    private static final int LONGEST = 500;

    static Redaction of(ProviderEndpoint endpoint) {
        Set<String> all = new HashSet<>(endpoint.secrets());
        for (var header : endpoint.headers()) {
            if (header.name().equalsIgnoreCase("Authorization")) {
                all.add(header.value());
                all.add(header.value().substring(header.value().indexOf(' ') + 1));
            }
        }
        return new Redaction(
                all.stream()
                        .filter(it -> !it.isBlank())
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList());
    }

    String of(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        clean = clean.replaceAll("\\p{Cntrl}+", " ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }

    @Override
    public String toString() {
        return "Redaction[" + secrets.size() + "]";
    }
}
