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

/// Where a request's body ends, and what becomes of the connection, as its headers say (RFC 9112, sections 6 and 9.6).
/// Whatever two readers could understand differently is refused: that difference is how a request is smuggled past one
/// of them.
///
/// @param chunked the body comes in chunks
/// @param length of the body; 0 when there is none, or when it is chunked
/// @param continueAwaited the peer may hold the body back until it is told to go on
/// @param close this is the connection's last request
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

    /// Whether a list-valued header has that token, in whatever case.
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
                    HeaderValues.TRANSFER_ENCODING_CHUNKED); // the server knows lower case only
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

    /// A failure that is answered by [JsonErrors], after which the connection is closed.
    static RequestException refused(TransportFailure failure, String why) {
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .status(failure.status())
                .setKeepAlive(false)
                .message(why)
                .build();
    }
}
