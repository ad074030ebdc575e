package dev.connectorproxy.devserver;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// What tells the payloads of fetches apart: the payload's `reference`, else its `id`, else a hash of it.
///
/// @param source which of them
/// @param text empty where there is no payload
record PayloadKey(Source source, String text) {
    static final PayloadKey NONE = new PayloadKey(Source.NONE, "");

    private static final JsonProvider JSON = JsonProvider.provider();

    /// Where the identity is taken from.
    enum Source {
        NONE,
        REFERENCE,
        ID,
        HASH
    }

    /// The identity of a payload, if there is one.
    static PayloadKey of(Optional<JsonValue> payload) {
        return payload.map(it ->
                        field(it, "reference")
                                .map(text -> new PayloadKey(Source.REFERENCE, text))
                                .or(() ->
                                        field(it, "id")
                                                .map(text -> new PayloadKey(Source.ID, text)))
                                .orElseGet(() -> new PayloadKey(Source.HASH, hash(it))))
                .orElse(NONE);
    }

    private static Optional<String> field(JsonValue payload, String name) {
        return payload instanceof JsonObject object
                ? object.entrySet().stream()
                        .filter(it -> it.getKey().equalsIgnoreCase(name))
                        .map(it -> scalar(it.getValue()))
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                : Optional.empty();
    }

    private static String scalar(JsonValue value) {
        return switch (value) {
            case JsonString text -> text.getString();
            case JsonNumber number -> number.toString();
            default -> "";
        };
    }

    private static String hash(JsonValue payload) {
        try {
            var canonical = canonical(payload).toString().getBytes(StandardCharsets.UTF_8);
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical))
                            .toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The same value with the keys of its objects in order.
    private static JsonValue canonical(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                var json = JSON.createObjectBuilder();
                new TreeMap<>(object).forEach((key, it) -> json.add(key, canonical(it)));
                yield json.build();
            }
            case JsonArray array -> {
                var json = JSON.createArrayBuilder();
                array.forEach(it -> json.add(canonical(it)));
                yield json.build();
            }
            default -> value;
        };
    }
}
