package dev.connectorproxy.devserver.state;

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
import java.util.Optional;
import java.util.TreeMap;

/// The identity of a fetch's payload: its `reference`, or else its `id`, or else a hash of it.
///
/// @param source which of them
/// @param text the identity; empty without a payload
public record PayloadIdentity(Source source, String text) {
    public static final PayloadIdentity NONE = new PayloadIdentity(Source.NONE, "");

    private static final JsonProvider JSON = JsonProvider.provider();

    /// Where the identity comes from. The state file uses the names of the constants.
    public enum Source {
        NONE,
        REFERENCE,
        ID,
        HASH
    }

    /// The identity of a payload, or [#NONE].
    public static PayloadIdentity of(Optional<JsonValue> payload) {
        return payload.map(value ->
                        field(value, "reference")
                                .map(text -> new PayloadIdentity(Source.REFERENCE, text))
                                .or(() ->
                                        field(value, "id")
                                                .map(text -> new PayloadIdentity(Source.ID, text)))
                                .orElseGet(() -> new PayloadIdentity(Source.HASH, hash(value))))
                .orElse(NONE);
    }

    private static Optional<String> field(JsonValue payload, String name) {
        return payload instanceof JsonObject object
                ? object.entrySet().stream()
                        .filter(member -> member.getKey().equalsIgnoreCase(name))
                        .map(member -> scalar(member.getValue()))
                        .filter(text -> !text.isEmpty())
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
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The same value with the keys of its objects sorted.
    private static JsonValue canonical(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                var json = JSON.createObjectBuilder();
                new TreeMap<>(object).forEach((key, member) -> json.add(key, canonical(member)));
                yield json.build();
            }
            case JsonArray array -> {
                var json = JSON.createArrayBuilder();
                array.forEach(element -> json.add(canonical(element)));
                yield json.build();
            }
            default -> value;
        };
    }
}
