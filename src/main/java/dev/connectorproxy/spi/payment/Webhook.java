package dev.connectorproxy.spi.payment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A webhook delivery as received, not yet verified. Its `toString` shows the size of the body only.
///
/// @param basicAuth the credentials of its `Authorization` header
/// @param queryValues sorted by name
/// @param headers by name, ignoring case
/// @param payload the body, byte for byte; must not be changed
public record Webhook(
        Optional<BasicAuth> basicAuth,
        Map<String, List<String>> queryValues,
        Map<String, List<String>> headers,
        byte[] payload) {
    public Webhook {
        Objects.requireNonNull(basicAuth, "basicAuth");
        Objects.requireNonNull(payload, "payload");
        queryValues = copy(queryValues, new TreeMap<>());
        headers = copy(headers, new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    /// The first header of that name, ignoring case.
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// The same delivery with another body.
    public Webhook withPayload(byte[] other) {
        return new Webhook(basicAuth, queryValues, headers, other);
    }

    /// The same delivery with a header that replaces those of its name, ignoring case.
    public Webhook withHeader(String name, String value) {
        var others = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        others.putAll(headers);
        others.put(name, List.of(value));
        return new Webhook(basicAuth, queryValues, others, payload);
    }

    @Override
    public String toString() {
        return "Webhook[" + payload.length + " bytes]";
    }

    private static Map<String, List<String>> copy(
            Map<String, List<String>> values, TreeMap<String, List<String>> into) {
        values.forEach((name, more) ->
                into.merge(
                        name,
                        List.copyOf(more),
                        (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
        return Collections.unmodifiableMap(into);
    }

    /// User name and password of a delivery.
    public record BasicAuth(String username, String password) {
        public BasicAuth {
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "BasicAuth[***]";
        }
    }
}
