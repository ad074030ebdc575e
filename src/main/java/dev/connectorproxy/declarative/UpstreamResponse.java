package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.request.BodyKind;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.TreeSize;
import dev.connectorproxy.toolkit.ContentCoding;
import dev.connectorproxy.toolkit.HttpOrigin;
import dev.connectorproxy.toolkit.ResponseFile;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The response of the target, its body read: JSON where it is labelled so, else a text, else a file.
/// Used by one thread.
final class UpstreamResponse {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_DEPTH = 512;
    private static final int MAX_QUOTED_LENGTH = 2_000;
    private static final long MAX_TREE_SIZE = 24 << 20; // beside the body
    private static final String RAW = "raw_response";
    private static final Pattern CHARSET =
            Pattern.compile("charset=[\"']?([^;\"'\\s]+)", Pattern.CASE_INSENSITIVE);

    private final HttpResponse response;
    private final Optional<JsonText> json; // empty if the body is empty or no JSON
    private final List<String> logs; // of what was lost or could not be read
    private final Call.Memory memory;
    private final String url; // of the request
    private Optional<JsonValue> value = Optional.empty(); // once it was asked for

    private UpstreamResponse(
            HttpResponse response,
            Optional<JsonText> json,
            List<String> logs,
            Call.Memory memory,
            String url) {
        this.response = response;
        this.json = json;
        this.logs = logs;
        this.memory = memory;
        this.url = url;
    }

    /// @param url of the request
    static UpstreamResponse of(HttpResponse response, String url, Call call) {
        var logs = new ArrayList<String>();
        var json =
                isJson(type(response)) && response.body().length > 0
                        ? parse(response, logs)
                        : Optional.<JsonText>empty();
        ContentCoding.ofUndecoded(response)
                .ifPresent(coding -> logs.add("the body is encoded with " + coding));
        return new UpstreamResponse(response, json, logs, call.memory(), url);
    }

    private static Optional<JsonText> parse(HttpResponse response, List<String> logs) {
        return JsonText.of(response.body(), MAX_DEPTH)
                .or(() -> {
                    byte[] utf8 = text(response).getBytes(StandardCharsets.UTF_8);
                    return JsonText.of(utf8, MAX_DEPTH).or(() -> parsePython(utf8, logs));
                });
    }

    private static Optional<JsonText> parsePython(byte[] utf8, List<String> logs) {
        var json = JsonText.ofPython(utf8, MAX_DEPTH);
        json.ifPresent(_ -> logs.add("NaN or Infinity in the response became null"));
        return json;
    }

    private static boolean isJson(String type) {
        return type.equals("application/json")
                || type.equals("text/json")
                || type.endsWith("+json");
    }

    /// The media type without parameters, in lower case; empty if there is none.
    private static String type(HttpResponse response) {
        return BodyKind.essence(response.header("Content-Type").orElse(""));
    }

    HttpResponse response() {
        return response;
    }

    int status() {
        return response.status();
    }

    /// The size of the body in bytes.
    int size() {
        return response.body().length;
    }

    /// What happened, for engines and people who see no more than the message: who responded with which status, and the beginning
    /// of the response.
    String statusMessage() {
        var origin = HttpOrigin.ofUrl(url).map(target -> " of " + target).orElse("");
        boolean readable =
                json.isPresent() || isText() && ContentCoding.ofUndecoded(response).isEmpty();
        var text = readable ? text(response).strip() : "";
        var quoted =
                text.length() > MAX_QUOTED_LENGTH
                        ? text.substring(0, MAX_QUOTED_LENGTH) + " …"
                        : text;
        return "the response%s has HTTP status %d%s"
                .formatted(origin, status(), quoted.isEmpty() ? "" : ": " + quoted);
    }

    /// Lines for the log about what of the body was lost or is not readable.
    List<String> logs() {
        return logs;
    }

    /// Why the body cannot be read, though it is labelled as JSON; empty if it can, or is not labelled so.
    Optional<String> unreadable() {
        return json.isEmpty() && size() > 0 && isJson(type(response))
                ? Optional.of(
                        ContentCoding.ofUndecoded(response)
                                .map(
                                        "the response is labelled as JSON, but its body is encoded with "
                                                ::concat)
                                .orElse("the response is labelled as JSON, but its body is none"))
                : Optional.empty();
    }

    /// The body as `command_response.body`, byte for byte if it is JSON.
    Body toBody() {
        if (json.isPresent()) {
            return new Body.Raw(json.get());
        }
        return size() == 0
                ? new Body.Tree(JsonValue.EMPTY_JSON_OBJECT)
                : new Body.Text(RAW, textOrFile());
    }

    /// The body for expressions: JSON with its numbers as they are written, else a text, else null.
    ///
    /// @throws ConnectorException `ExpressionFailed`: it has too many values; `ProxyOverloaded`
    JsonValue value() {
        if (value.isEmpty()) {
            value =
                    Optional.of(
                            json.map(this::tree)
                                    .orElseGet(() ->
                                            size() == 0
                                                    ? JsonValue.NULL
                                                    : JSON.createValue(textOrFile())));
        }
        return value.get();
    }

    /// The library of expressions makes a copy.
    private JsonValue tree(JsonText text) {
        long size = TreeSize.of(response.body());
        if (size - size() > MAX_TREE_SIZE) {
            throw new ConnectorException(
                    ErrorCode.EXPRESSION_FAILED, "the response has too many values");
        }
        memory.take(2 * size);
        return text.exactValue();
    }

    /// What conditions on a response are evaluated over: `status`, `headers` and `body`, and the fields of the body beside.
    JsonObject context() {
        var context = JSON.createObjectBuilder();
        var body = value();
        if (body instanceof JsonObject fields) {
            fields.forEach(context::add);
        }
        var headers = JSON.createObjectBuilder();
        response.headers()
                .forEach(header ->
                        headers.add(header.name().toLowerCase(Locale.ROOT), header.value()));
        return context.add("status", status()).add("headers", headers).add("body", body).build();
    }

    private String textOrFile() {
        return isText()
                ? text(response)
                : ResponseFile.toDataUrl(response, ResponseFile.lastSegment(url));
    }

    private boolean isText() {
        var type = type(response);
        return type.startsWith("text/")
                || type.isEmpty()
                || type.endsWith("xml")
                || type.contains("json") // application/jsonlines and the like
                || type.endsWith("javascript")
                || type.endsWith("yaml")
                || type.endsWith("urlencoded");
    }

    private static String text(HttpResponse response) {
        return new String(response.body(), charset(response));
    }

    private static Charset charset(HttpResponse response) {
        var named = CHARSET.matcher(response.header("Content-Type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }
}
