package dev.connectorproxy.declarative.bundled;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A request as a vendor reads it. Reads on its own, without the code that wrote the request. For tests only.
///
/// @param query each name once, decoded; a repeated name is a mistake
record VendorRequest(
        String method, String origin, String path, Map<String, String> query, HttpRequest sent) {
    private static final Pattern PART =
            Pattern.compile("(?s); name=\"([^\"]*)\".*?\\r\\n\\r\\n(.*)\\r\\n$");

    static VendorRequest of(HttpRequest sent) {
        var url = URI.create(sent.url());
        return new VendorRequest(
                sent.method(),
                url.getScheme() + "://" + url.getRawAuthority(),
                url.getRawPath(),
                fields(Optional.ofNullable(url.getRawQuery()).orElse("")),
                sent);
    }

    /// The value of a header that was sent once; empty for one that was sent not at all, or repeatedly.
    Optional<String> header(String name) {
        var values =
                sent.headers().stream()
                        .filter(header -> header.name().equalsIgnoreCase(name))
                        .map(HttpRequest.Header::value)
                        .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /// The request as it was sent: `METHOD path?query body`.
    String line() {
        var url = URI.create(sent.url());
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return (method + " " + path + query + " " + text()).strip();
    }

    String text() {
        return new String(sent.body().orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    /// The body, if it is JSON and says so.
    Optional<JsonValue> json() {
        return header("Content-Type")
                .filter(type -> type.matches("application/([a-z.]+\\+)?json(;.*)?"))
                .flatMap(_ -> sent.body())
                .flatMap(body -> JsonText.of(body, 100))
                .map(JsonText::value);
    }

    /// The body, if it is a form and says so, in either media type.
    Optional<JsonObject> form() {
        var type = header("Content-Type").orElse("");
        if (type.startsWith("multipart/form-data; boundary=")) {
            return Optional.of(toJson(parts(type.substring(type.indexOf('=') + 1))));
        }
        return type.startsWith("application/x-www-form-urlencoded")
                ? Optional.of(toJson(fields(text())))
                : Optional.empty();
    }

    private Map<String, String> parts(String boundary) {
        var parts = new LinkedHashMap<String, String>();
        for (var part : text().split("--" + Pattern.quote(boundary.replace("\"", "")))) {
            var matcher = PART.matcher(part);
            if (matcher.find() && parts.put(matcher.group(1), matcher.group(2)) != null) {
                throw new AssertionError(matcher.group(1) + " was sent twice");
            }
        }
        return parts;
    }

    static JsonObject toJson(Map<String, String> fields) {
        var json = Json.createObjectBuilder();
        fields.forEach(json::add);
        return json.build();
    }

    private static Map<String, String> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                var name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
                var value =
                        URLDecoder.decode(
                                parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8);
                if (fields.put(name, value) != null) {
                    throw new AssertionError(name + " was sent twice");
                }
            }
        }
        return fields;
    }
}
