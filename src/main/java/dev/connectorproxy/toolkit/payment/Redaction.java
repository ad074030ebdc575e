package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.HttpRequest.Header;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Removes the secrets of an endpoint and of a request from texts, both plain and percent-encoded, replaces control
/// characters and limits the length.
///
/// @param secrets the longest first, because one may be part of another
record Redaction(List<String> secrets) {
    private static final String MASK = "***";
    private static final int MAX_LENGTH = 500;

    static Redaction of(ProviderEndpoint endpoint, ProviderRequest request) {
        Set<String> all = new HashSet<>(endpoint.secrets());
        Stream.concat(endpoint.headers().stream(), request.headers().stream())
                .filter(header -> header.name().equalsIgnoreCase("Authorization"))
                .map(Header::value)
                .forEach(authorization -> {
                    all.add(authorization);
                    all.add(authorization.substring(authorization.indexOf(' ') + 1));
                });
        return new Redaction(
                all.stream()
                        .filter(it -> !it.isBlank())
                        .flatMap(secret -> Stream.of(secret, ProviderRequest.encoded(secret)))
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList());
    }

    String of(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, MASK);
        }
        clean = clean.replaceAll("\\p{Cntrl}+", " ");
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + "…";
    }

    @Override
    public String toString() {
        return "Redaction[" + secrets.size() + "]";
    }
}
