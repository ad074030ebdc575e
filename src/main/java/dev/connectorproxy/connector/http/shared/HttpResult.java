package dev.connectorproxy.connector.http.shared;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.toolkit.ContentCoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Converts an upstream response to a result, as async-http does: JSON where the Content-Type is
/// `application/json` and the body is not empty, `{"raw_response": text}` otherwise; an error from status 300 on.
public final class HttpResult {
    private static final int MAX_QUOTED_BYTES = 64 << 10;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private HttpResult() {}

    public static CommandResult of(HttpResponse response, ResponseOptions options) {
        var contentType = contentType(response);
        var charset = charset(contentType);
        var file = file(response, options);
        boolean declaredJson = file.isEmpty() && options.isJson(contentType);
        var json =
                declaredJson && response.body().length > 0 && !hasByteOrderMark(response.body())
                        ? parseJson(response.body(), charset, options.jsonDepth())
                        : Optional.<JsonText>empty();
        return new CommandResult.Done(
                json.<Body>map(Body.Raw::new)
                        .or(() -> file)
                        .orElseGet(() -> rawText(response, charset)),
                OptionalInt.of(response.status()),
                Optional.of(options.withHeaders() ? joinHeaders(response) : Map.of()),
                error(response, charset, declaredJson && json.isEmpty()),
                ContentCoding.ofUndecoded(response)
                        .map("the body is encoded with "::concat)
                        .stream()
                        .toList());
    }

    /// The body as a file, where the caller asks for one.
    public static Optional<Body> file(HttpResponse response, ResponseOptions options) {
        return options.format() == ResponseOptions.Format.TEXT
                ? Optional.empty()
                : Optional.of(new Body.Text("raw_response", options.toText(response)));
    }

    /// Parses a JSON body. Valid UTF-8 is used as it is; other charsets and malformed UTF-8 are converted to UTF-8
    /// first.
    ///
    /// @param depth the maximum depth of nesting
    /// @return empty if the body is not JSON
    public static Optional<JsonText> parseJson(byte[] body, Charset charset, int depth) {
        var asIs =
                charset.equals(StandardCharsets.UTF_8)
                        ? JsonText.of(body, depth)
                        : Optional.<JsonText>empty();
        return asIs.or(() ->
                JsonText.of(new String(body, charset).getBytes(StandardCharsets.UTF_8), depth));
    }

    /// Unlike everywhere else, such JSON is refused by the commands of async-http, whose parser refuses it.
    private static boolean hasByteOrderMark(byte[] body) {
        int length = BYTE_ORDER_MARK.length;
        return body.length >= length && Arrays.equals(body, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    private static Body rawText(HttpResponse response, Charset charset) {
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
                                    .formatted(status, quote(response.body(), charset))));
        }
        return unreadable && response.body().length > 0
                ? Optional.of(
                        new CommandError(
                                ErrorCode.JSON_DECODE_ERROR.code(),
                                "the service answered HTTP %d, but its body is not the JSON it is labelled as%s"
                                        .formatted(
                                                status,
                                                ContentCoding.ofUndecoded(response)
                                                        .map(": it is encoded with "::concat)
                                                        .orElse(""))))
                : Optional.empty();
    }

    /// The text of a response for an error message; a long text is cut, since the result's body has all of it.
    public static String quote(byte[] body, Charset charset) {
        boolean cut = body.length > MAX_QUOTED_BYTES;
        return new String(body, 0, cut ? MAX_QUOTED_BYTES : body.length, charset)
                + (cut ? " …" : "");
    }

    /// The headers by name in lower case; the values of repeated headers are joined with commas (RFC 9110, section
    /// 5.3). As in httpx, they are UTF-8 if all of them are valid UTF-8, otherwise ISO 8859-1.
    public static Map<String, String> joinHeaders(HttpResponse response) {
        var joined = new LinkedHashMap<String, String>();
        response.headers()
                .forEach(header ->
                        joined.merge(
                                header.name().toLowerCase(Locale.ROOT),
                                header.value(),
                                (first, second) -> first + ", " + second));
        if (joined.values().stream().anyMatch(value -> value.chars().anyMatch(c -> c > 0x7F))) {
            decodeUtf8(joined);
        }
        return joined;
    }

    /// @param headers their bytes as ISO 8859-1
    private static void decodeUtf8(Map<String, String> headers) {
        var decoded = new LinkedHashMap<String, String>();
        try {
            for (var header : headers.entrySet()) {
                var bytes =
                        ByteBuffer.wrap(header.getValue().getBytes(StandardCharsets.ISO_8859_1));
                decoded.put(
                        header.getKey(),
                        StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
            }
            headers.putAll(decoded);
        } catch (CharacterCodingException _) {
            // they stay ISO 8859-1
        }
    }

    private static String contentType(HttpResponse response) {
        return response.header("content-type").orElse("");
    }

    /// The charset that a Content-Type names; UTF-8 if it names none or an unknown one.
    public static Charset charset(String contentType) {
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
