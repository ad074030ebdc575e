package dev.connectorproxy.server;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import java.util.List;
import java.util.regex.Pattern;

/// The framing of a request's body and the persistence of its connection, from its headers (RFC 9112, sections 6 and 9.6).
/// Ambiguous framing is rejected, because parsers that differ about it allow request smuggling.
///
/// @param chunked whether the body is chunked
/// @param length the length of the body; 0 when there is none or when it is chunked
/// @param continueAwaited whether the peer expects `100 Continue` before it sends the body
/// @param close whether this is the connection's last request
record Framing(boolean chunked, long length, boolean continueAwaited, boolean close) {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    static Framing of(Headers headers) {
        var codings = headers.contains(HeaderNames.TRANSFER_ENCODING);
        var lengths = headers.contains(HeaderNames.CONTENT_LENGTH);
        if (codings && lengths) {
            throw refused("Content-Length and Transfer-Encoding together");
        }
        if (codings) {
            requireChunked(headers);
        }
        return new Framing(
                codings,
                lengths ? length(values(headers, HeaderNames.CONTENT_LENGTH)) : 0,
                headers.contains(HeaderValues.EXPECT_100),
                hasToken(headers, HeaderNames.CONNECTION, "close"));
    }

    /// Whether a list-valued header contains the token, ignoring case.
    static boolean hasToken(Headers headers, HeaderName name, String token) {
        for (var value : values(headers, name)) {
            if (value.equals(token)) {
                return true;
            }
            for (var one : value.split(",")) {
                if (one.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void requireChunked(Headers headers) {
        var codings = values(headers, HeaderNames.TRANSFER_ENCODING);
        if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
            throw refused("Transfer-Encoding other than chunked");
        }
        if (!headers.contains(HeaderValues.TRANSFER_ENCODING_CHUNKED)
                && headers instanceof WritableHeaders<?> writable) {
            writable.set(
                    HeaderValues.TRANSFER_ENCODING_CHUNKED); // the server accepts lower case only
        }
    }

    private static long length(List<String> lengths) {
        if (lengths.size() != 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
            throw refused("Content-Length is not one number");
        }
        return Long.parseLong(lengths.getFirst());
    }

    private static List<String> values(Headers headers, HeaderName name) {
        return headers.all(name, List::of);
    }

    static RequestException refused(String why) {
        return refused(TransportFailure.MALFORMED, why);
    }

    /// A failure that [JsonErrorHandler] responds to; the connection is closed afterwards.
    static RequestException refused(TransportFailure failure, String why) {
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .status(failure.status())
                .setKeepAlive(false)
                .message(why)
                .build();
    }
}
