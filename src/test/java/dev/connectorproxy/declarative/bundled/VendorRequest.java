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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request as a vendor reads it. Reads on its own, without the code that wrote the request. For tests only.
///
/// @param query each name once, decoded; a repeated name is a mistake, unless it ends with `[]`: its values are joined with commas
record VendorRequest(
        String method, String origin, String path, Map<String, String> query, HttpRequest sent) {
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
        return parts("form-data")
                .or(() ->
                        header("Content-Type")
                                .filter(type ->
                                        type.startsWith("application/x-www-form-urlencoded"))
                                .map(_ -> toJson(fields(text()))));
    }

    /// The parts of the body, if it is of that multipart type and says so: the content of each by its name, or by its place
    /// where it has none, and that of a file as `file name|type|content`.
    Optional<JsonObject> parts(String subtype) {
        var type = Pattern.compile("multipart/" + subtype + "; *boundary=\"?([^\";]+)\"?");
        return header("Content-Type")
                .map(type::matcher)
                .filter(Matcher::matches)
                .map(matcher -> toJson(parts(text(), "--" + matcher.group(1))));
    }

    private static Map<String, String> parts(String body, String delimiter) {
        var parts = new LinkedHashMap<String, String>();
        int end = body.lastIndexOf("\r\n" + delimiter + "--");
        if (!body.startsWith(delimiter + "\r\n") || end < 0) {
            throw new AssertionError("the body is not multipart: " + body);
        }
        var text = body.substring(delimiter.length() + 2, end);
        for (var part : text.split(Pattern.quote("\r\n" + delimiter + "\r\n"))) {
            int head = part.indexOf("\r\n\r\n");
            var fields = part.substring(0, Math.max(head, 0));
            var content = part.substring(head + 4);
            var type = found("(?i)content-type: *([^\r]+)", fields).orElse("");
            var file = found("filename=\"([^\"]*)\"", fields);
            var name = found("[; ]name=\"([^\"]*)\"", fields);
            if (parts.put(
                            name.orElse(String.valueOf(parts.size())),
                            name.isPresent() && file.isEmpty()
                                    ? content
                                    : file.map(given -> given + "|").orElse("")
                                            + type
                                            + "|"
                                            + content)
                    != null) {
                throw new AssertionError(name + " was sent twice");
            }
        }
        return parts;
    }

    private static Optional<String> found(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
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
                if (name.endsWith("[]")) {
                    fields.merge(name, value, (before, next) -> before + "," + next);
                } else if (fields.put(name, value) != null) {
                    throw new AssertionError(name + " was sent twice");
                }
            }
        }
        return fields;
    }
}
