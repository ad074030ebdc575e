package dev.connectorproxy.declarative.file;

import dev.connectorproxy.declarative.file.RequestFile.Send;
import dev.connectorproxy.settings.YamlNode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the requests that a command describes itself, and header fields.
final class RequestFileReader {
    private static final List<String> KEYS =
            List.of("when", "method", "path", "query", "headers", "body", "send");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /// A path with `{variables}`, in characters that RFC 3986, section 3.3, allows.
    private static final String PATH = "(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/%-]|\\{[^{}/]+\\})*)?";

    private static final List<String> FRAMING =
            List.of(
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "authorization",
                    "proxy-authorization",
                    "cookie");

    private RequestFileReader() {}

    static List<RequestFile> read(FileSection command) {
        var requests = new ArrayList<RequestFile>();
        for (var section : command.sections("request", "a request", KEYS)) {
            requests.add(request(section));
        }
        boolean alternatives = command.node("request").orElseThrow() instanceof YamlNode.Sequence;
        if (requests.isEmpty()) {
            throw command.refused("request", "must hold at least one request");
        }
        for (var earlier : requests.subList(0, requests.size() - 1)) {
            if (earlier.when().isEmpty()) {
                throw command.refused(
                        "request",
                        "must have `when` in every request but the last: those below line "
                                + line(earlier.place())
                                + " would never be sent");
            }
        }
        if (!alternatives && requests.getFirst().when().isPresent()) {
            throw command.refused(
                    "request", "must be a list of requests, if one of them has `when`");
        }
        return requests;
    }

    private static String line(String place) {
        return place.substring(place.lastIndexOf(':') + 1);
    }

    private static RequestFile request(FileSection section) {
        var method = section.text("method").orElse("GET");
        if (!METHODS.contains(method)) {
            throw section.refused(
                    "method", "must be one of %s".formatted(String.join(", ", METHODS)));
        }
        var path = section.required("path", "it is the path below the server, such as /items/{id}");
        if (!path.matches(PATH)) {
            throw section.refused(
                    "path",
                    "must begin with /, and have only {variables} and characters of a path; values for the query belong into `query`");
        }
        var send = section.choice("send", List.of(Send.values())).orElse(Send.JSON);
        boolean text = section.node("body").filter(YamlNode.Scalar.class::isInstance).isPresent();
        var body = text ? Optional.<JsonObject>empty() : section.object("body");
        if (body.isPresent() && send.isWhole()) {
            throw section.refused(
                    "body", "must be JSONata for the text, beside send: text or binary");
        }
        return new RequestFile(
                section.source("when"),
                method,
                path,
                section.values("query"),
                headers(section),
                body.orElse(JsonValue.EMPTY_JSON_OBJECT),
                text ? section.source("body") : Optional.empty(),
                send,
                section.place());
    }

    /// The fixed header fields under `headers`.
    static Map<String, String> headers(FileSection section) {
        var headers = section.textsByName("headers");
        headers.forEach((name, value) -> {
            headerName(section, "headers", name);
            if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
                throw section.refused(
                        "headers",
                        "must have values in ASCII, which that of %s is not".formatted(name));
            }
        });
        return headers;
    }

    static String headerName(FileSection section, String key, String name) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw section.refused(
                    key, "must name a header field, which '%s' cannot be".formatted(name));
        }
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            throw section.refused(
                    key, "must not set %s; credentials belong into a connection".formatted(name));
        }
        return name;
    }
}
