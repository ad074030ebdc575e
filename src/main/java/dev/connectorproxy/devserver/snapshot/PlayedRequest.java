package dev.connectorproxy.devserver.snapshot;

import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.HttpRequest;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What a request and a snapshot must have in common, in which secrets are masked.
///
/// @param body as text
record PlayedRequest(String method, String url, String body) {
    static PlayedRequest of(HttpRequest request, SecretMask mask) {
        // bytes that are not UTF-8 are compared only as far as they are
        var body = request.body().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        return new PlayedRequest(
                request.method(), mask.text(request.url()), mask.text(body.orElse("")));
    }

    static PlayedRequest of(Snapshot snapshot) {
        var body = snapshot.requestBody();
        return new PlayedRequest(snapshot.method(), snapshot.url(), text(body));
    }

    private static String text(JsonValue body) {
        return body instanceof JsonString text ? text.getString() : "";
    }

    String line() {
        return method + " " + url;
    }

    /// The URL without its query.
    String path() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /// The parameters of the query, as they are written.
    List<String> parameters() {
        int query = url.indexOf('?');
        return query < 0 ? List.of() : Arrays.asList(url.substring(query + 1).split("&"));
    }
}
