package dev.connectorproxy.devserver.snapshot;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An exchange with a name, in which secrets are masked. Immutable.
///
/// @param number unique on this server
/// @param message the fields `operation`, `method`, `url`, `status`, `request` and `response`, as of an exchange
public record Snapshot(
        long number,
        String name,
        String description,
        List<String> tags,
        Instant createdAt,
        JsonObject message) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int OVERHEAD = 1_000;

    public Snapshot {
        tags = List.copyOf(tags);
    }

    /// What its exchange was for, such as `fetch payments`; empty if nobody said.
    String operation() {
        return message.getString("operation", "");
    }

    /// The fields of an exchange that a snapshot has.
    ///
    /// @param exchange the JSON of a whole exchange, masked
    /// @throws DevServerException 400 when it has no response, or only the beginnings of its bodies
    static JsonObject message(JsonObject exchange) {
        try {
            var request = exchange.getJsonObject("request");
            var response = exchange.getJsonObject("response");
            if (request.getBoolean("truncated", false) || response.getBoolean("truncated", false)) {
                throw invalid("only the beginning of a body was kept");
            }
            return JSON.createObjectBuilder()
                    .add("operation", exchange.getString("operation", ""))
                    .add("method", exchange.getString("method"))
                    .add("url", exchange.getString("url"))
                    .add("status", exchange.getInt("status"))
                    .add("request", checked(request))
                    .add("response", checked(response))
                    .build();
        } catch (ClassCastException | NullPointerException | JsonException _) {
            throw invalid("an exchange needs method, url, status, request and response");
        }
    }

    private static JsonObject checked(JsonObject message) {
        var body = message.getOrDefault("body", JsonValue.NULL);
        var json =
                JSON.createObjectBuilder()
                        .add("headers", message.getJsonObject("headers"))
                        .add("body", body)
                        .build();
        headers(json);
        bytes(json);
        return json;
    }

    private static DevServerException invalid(String details) {
        return DevServerException.badRequest("invalid snapshot", details);
    }

    String method() {
        return message.getString("method");
    }

    String url() {
        return message.getString("url");
    }

    int status() {
        return message.getInt("status");
    }

    /// The body of the request as it is shown.
    JsonValue requestBody() {
        return message.getJsonObject("request").get("body");
    }

    List<Header> responseHeaders() {
        return headers(message.getJsonObject("response"));
    }

    byte[] responseBody() {
        return bytes(message.getJsonObject("response"));
    }

    private static List<Header> headers(JsonObject message) {
        var headers = new ArrayList<Header>();
        message.getJsonObject("headers")
                .forEach((name, values) ->
                        ((JsonArray) values)
                                .getValuesAs(JsonString.class)
                                .forEach(
                                        value -> headers.add(new Header(name, value.getString()))));
        return headers;
    }

    private static byte[] bytes(JsonObject message) {
        return switch (message.get("body")) {
            case JsonString text -> text.getString().getBytes(StandardCharsets.UTF_8);
            case JsonObject object -> decoded(object.getString("base64"));
            case JsonValue none when none == JsonValue.NULL -> new byte[0];
            default -> throw invalid("a body must be a text, an object with its base64, or null");
        };
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw invalid("a body that is not text contains a secret, or is not Base64");
        }
    }

    /// All fields.
    JsonObject toJson() {
        var json =
                JSON.createObjectBuilder()
                        .add("snapshot", number)
                        .add("name", name)
                        .add("description", description)
                        .add("tags", JSON.createArrayBuilder(tags))
                        .add("createdAt", Times.text(createdAt));
        message.forEach(json::add);
        return json.build();
    }

    /// Without headers and bodies.
    JsonObject summary() {
        return JSON.createObjectBuilder(toJson()).remove("request").remove("response").build();
    }

    /// About how many bytes it takes.
    long size() {
        return OVERHEAD + 2L * toJson().toString().length();
    }
}
