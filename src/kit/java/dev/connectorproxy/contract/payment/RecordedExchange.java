package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A request of a recording, and what became of it.
///
/// @param json as the development server has written it
record RecordedExchange(JsonObject json) {
    private static final int BAD_GATEWAY = 502;

    private record Url(String place, Map<String, String> query) {
        static Url of(String url) {
            int mark = url.indexOf('?');
            var query = new LinkedHashMap<String, String>();
            if (mark >= 0) {
                for (var pair : url.substring(mark + 1).split("&")) {
                    var parts = pair.split("=", 2);
                    query.merge(parts[0], parts.length > 1 ? parts[1] : "", (a, b) -> a + "," + b);
                }
            }
            return new Url(mark < 0 ? url : url.substring(0, mark), query);
        }
    }

    int number() {
        return json.getInt("exchange");
    }

    /// What differs in a request; empty if it is the recorded one. Headers may differ.
    List<String> differences(HttpRequest request) {
        var found = new ArrayList<String>();
        add(found, "method", json.getString("method"), request.method());
        if (!new RecordedText(json.getString("url")).matches(request.url())) {
            addUrl(found, Url.of(json.getString("url")), Url.of(request.url()));
        }
        add(found, "body", requestBody(), body(request));
        return found;
    }

    private static void addUrl(List<String> found, Url recorded, Url sent) {
        add(found, "URL", recorded.place(), sent.place());
        var names = new TreeSet<>(recorded.query().keySet());
        names.addAll(sent.query().keySet());
        for (var name : names) {
            var before = recorded.query().getOrDefault(name, "nothing");
            var now = sent.query().getOrDefault(name, "nothing");
            add(found, "query parameter " + name, before, now);
        }
    }

    private static void add(List<String> found, String part, String recorded, String sent) {
        if (!new RecordedText(recorded).matches(sent)) {
            found.add("%s: recorded %s, sent %s".formatted(part, recorded, sent));
        }
    }

    private String requestBody() {
        return switch (json.get("body")) {
            case JsonString text -> text.getString();
            case JsonObject bytes -> bytes.getString("base64");
            default -> "";
        };
    }

    private String body(HttpRequest request) {
        var bytes = request.body().orElse(new byte[0]);
        return json.get("body") instanceof JsonObject
                ? Base64.getEncoder().encodeToString(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    /// The recorded response.
    ///
    /// @throws ConnectorException the recorded error, if there was no response
    HttpResponse response() {
        if (json.get("error") instanceof JsonObject error) {
            var code = error.getString("code");
            int status = ErrorCode.of(code).map(ErrorCode::status).orElse(BAD_GATEWAY);
            throw new ConnectorException(code, status, error.getString("message"));
        }
        return new HttpResponse(json.getInt("status"), headers(), responseBody());
    }

    private List<Header> headers() {
        var headers = new ArrayList<Header>();
        json.getJsonObject("headers")
                .forEach((name, values) ->
                        values.asJsonArray()
                                .getValuesAs(JsonString::getString)
                                .forEach(value -> headers.add(new Header(name, value))));
        return headers;
    }

    private byte[] responseBody() {
        JsonValue body = json.get("responseBody");
        return switch (body) {
            case JsonString text -> text.getString().getBytes(StandardCharsets.UTF_8);
            case JsonObject bytes -> Base64.getMimeDecoder().decode(bytes.getString("base64"));
            default -> new byte[0];
        };
    }
}
