package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.payment.JsonFields;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What a caller wants to be different when a request is sent again; `***` stands for a secret of the original.
///
/// @param headers the values by name in any case; empty values remove the header
record ReplayRequest(
        Optional<String> method,
        Optional<String> url,
        TreeMap<String, List<String>> headers,
        Optional<Body> body) {
    private static final String INVALID = "invalid replay";

    /// Another body.
    sealed interface Body {}

    record Text(String text) implements Body {}

    record Bytes(byte[] bytes) implements Body {}

    /// @throws DevServerException 400 when a header or the body has the wrong type
    static ReplayRequest of(JsonFields fields) {
        return new ReplayRequest(
                fields.string("method"),
                fields.string("url"),
                fields.value("headers")
                        .map(ReplayRequest::headers)
                        .orElseGet(() -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)),
                fields.value("body").map(ReplayRequest::body));
    }

    private static TreeMap<String, List<String>> headers(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            throw DevServerException.badRequest(INVALID, "headers must be an object");
        }
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        object.forEach((name, values) -> headers.put(name, texts(name, values)));
        return headers;
    }

    private static List<String> texts(String name, JsonValue value) {
        return switch (value) {
            case JsonString text -> List.of(text.getString());
            case JsonArray array ->
                    array.stream().flatMap(one -> texts(name, one).stream()).toList();
            case JsonValue none when none == JsonValue.NULL -> List.of();
            default ->
                    throw DevServerException.badRequest(
                            INVALID, "a header must be a text, a list of texts or null");
        };
    }

    private static Body body(JsonValue value) {
        if (value instanceof JsonString text) {
            return new Text(text.getString());
        }
        if (value instanceof JsonObject object
                && object.size() == 1
                && object.get("base64") instanceof JsonString base64) {
            try {
                return new Bytes(Base64.getDecoder().decode(base64.getString()));
            } catch (IllegalArgumentException _) {
                throw DevServerException.badRequest(INVALID, "body: not Base64");
            }
        }
        throw DevServerException.badRequest(
                INVALID, "body must be a text or an object with its base64");
    }

    /// The headers of the original, with those that are different.
    List<Header> headers(List<Header> original) {
        var all = new ArrayList<Header>();
        original.stream().filter(header -> !headers.containsKey(header.name())).forEach(all::add);
        headers.forEach(
                (name, values) -> values.forEach(value -> all.add(new Header(name, value))));
        return all;
    }
}
