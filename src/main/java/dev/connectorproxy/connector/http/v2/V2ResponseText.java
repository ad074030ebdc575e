package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpResult;
import dev.connectorproxy.spi.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decodes the body of a response to a V2 command. The charset is the one that the Content-Type names; without one it
/// is UTF-8, except for `text/…` with malformed UTF-8, which is Latin-1, as `requests` assumes for any `text/…`.
final class V2ResponseText {
    private static final int MAX_DECLARATION_BYTES = 256;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private V2ResponseText() {}

    static String decode(HttpResponse response) {
        return new String(response.body(), charset(response));
    }

    static Charset charset(HttpResponse response) {
        var type = response.header("content-type").orElse("");
        return namedCharset(type)
                .orElseGet(() ->
                        type.contains("text") && !isUtf8(response.body())
                                ? StandardCharsets.ISO_8859_1
                                : StandardCharsets.UTF_8);
    }

    /// The charset of a JSON text, which may be UTF-16 with a byte order mark if the Content-Type names none.
    static Charset jsonCharset(HttpResponse response) {
        var type = response.header("content-type").orElse("");
        return namedCharset(type)
                .or(() -> utf16(response.body()))
                .orElseGet(() -> charset(response));
    }

    /// Decodes an XML document, which may declare its charset if the Content-Type does not, and removes a byte order
    /// mark.
    static String decodeXml(HttpResponse response) {
        byte[] body = response.body();
        var declared =
                namedCharset(response.header("content-type").orElse(""))
                        .or(() -> declaredCharset(body));
        var text = new String(body, declared.orElseGet(() -> charset(response)));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Optional<Charset> namedCharset(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).contains("charset=")
                ? Optional.of(HttpResult.charset(contentType))
                : Optional.empty();
    }

    private static Optional<Charset> declaredCharset(byte[] body) {
        var utf16 = utf16(body);
        if (utf16.isPresent()) {
            return utf16;
        }
        var start =
                new String(
                        body,
                        0,
                        Math.min(body.length, MAX_DECLARATION_BYTES),
                        StandardCharsets.US_ASCII);
        return ENCODING.matcher(start)
                .results()
                .map(match -> HttpResult.charset("charset=" + match.group(1)))
                .findFirst();
    }

    private static Optional<Charset> utf16(byte[] body) {
        boolean marked =
                body.length > 1
                        && (body[0] == -1 && body[1] == -2 || body[0] == -2 && body[1] == -1);
        return marked ? Optional.of(StandardCharsets.UTF_16) : Optional.empty();
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
