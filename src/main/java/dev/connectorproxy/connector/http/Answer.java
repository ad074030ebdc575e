package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// An upstream's answer, told as the reference tells it: JSON where the Content-Type contains `application/json` and there
/// is a text, `{"raw_response": text}` otherwise; an error from status 300 on.
final class Answer {
    private static final int QUOTED = 64 << 10;

    private Answer() {}

    static CommandResult of(HttpResponse response, boolean withHeaders, int jsonDepth) {
        var contentType = contentType(response);
        var charset = charset(contentType);
        boolean labelledJson = contentType.contains("application/json");
        var json =
                labelledJson && response.body().length > 0
                        ? json(response.body(), charset, jsonDepth)
                        : Optional.<JsonText>empty();
        return new CommandResult.Done(
                json.<Body>map(Body.Raw::new).orElseGet(() -> raw(response, charset)),
                OptionalInt.of(response.status()),
                Optional.of(withHeaders ? headers(response) : Map.of()),
                error(response, charset, labelledJson && json.isEmpty()),
                List.of());
    }

    /// Most answers are UTF-8 and pass as they are; others, and broken UTF-8, are decoded and written anew.
    static Optional<JsonText> json(byte[] body, Charset charset, int depth) {
        var asIs =
                charset.equals(StandardCharsets.UTF_8)
                        ? JsonText.of(body, depth)
                        : Optional.<JsonText>empty();
        return asIs.or(() ->
                JsonText.of(new String(body, charset).getBytes(StandardCharsets.UTF_8), depth));
    }

    private static Body raw(HttpResponse response, Charset charset) {
        return new Body.Text("raw_response", new String(response.body(), charset));
    }

    private static Optional<CommandError> error(
            HttpResponse response, Charset charset, boolean unreadable) {
        int status = response.status();
        if (status >= 300) {
            return Optional.of(
                    new CommandError(
                            "HttpError" + status,
                            "HTTP %d error from service. Response: %s"
                                    .formatted(status, quoted(response.body(), charset))));
        }
        return unreadable && response.body().length > 0
                ? Optional.of(
                        new CommandError(
                                ErrorCode.JSON_DECODE_ERROR.code(),
                                "the service answered HTTP %d, but its body is not the JSON it is labelled as"
                                        .formatted(status)))
                : Optional.empty();
    }

    /// The text of an answer for a message; a long one is cut, since it stands in the body as well.
    static String quoted(byte[] body, Charset charset) {
        var cut = body.length > QUOTED;
        return new String(body, 0, cut ? QUOTED : body.length, charset) + (cut ? " …" : "");
    }

    static Map<String, String> headers(HttpResponse response) {
        var joined = new LinkedHashMap<String, String>();
        response.headers()
                .forEach(it ->
                        joined.merge(
                                it.name().toLowerCase(Locale.ROOT),
                                it.value(),
                                (a, b) -> a + ", " + b));
        return joined;
    }

    private static String contentType(HttpResponse response) {
        return response.header("content-type").orElse("");
    }

    static Charset charset(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        var rest = contentType.substring(at + "charset=".length());
        var name = rest.split(";", 2)[0].strip().replace("\"", "").replace("'", "");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return StandardCharsets.UTF_8;
        }
    }
}
