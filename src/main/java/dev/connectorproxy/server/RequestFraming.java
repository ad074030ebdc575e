package dev.connectorproxy.server;

import io.helidon.common.uri.UriValidator;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import java.util.List;

/// The framing of a request's body and the persistence of its connection, from its headers (RFC 9112, sections 6 and 9.6).
/// Ambiguous framing is rejected, here or (a length beside a transfer coding) by the server, because parsers that differ
/// about it allow request smuggling.
///
/// @param chunked whether the body is chunked
/// @param length the length of the body; 0 when there is none or when it is chunked
/// @param continueExpected whether the peer expects `100 Continue` before it sends the body
/// @param close whether this is the connection's last request
record RequestFraming(boolean chunked, long length, boolean continueExpected, boolean close) {
    static RequestFraming ofHeaders(Headers headers) {
        var codings = headers.all(HeaderNames.TRANSFER_ENCODING, List::of);
        if (!codings.isEmpty() && !isChunked(codings)) {
            throw badRequest("Transfer-Encoding other than chunked");
        }
        return new RequestFraming(
                !codings.isEmpty(),
                parseLength(headers),
                expectsContinue(headers),
                headers.containsToken(HeaderValues.CONNECTION_CLOSE));
    }

    /// The expectation is compared ignoring case (RFC 9110, section 10.1.1), but the server compares it exactly, so it is
    /// replaced by that form.
    private static boolean expectsContinue(Headers headers) {
        if (!headers.contains(HeaderNames.EXPECT)) {
            return false;
        }
        boolean expected =
                headers.all(HeaderNames.EXPECT, List::of).stream()
                        .anyMatch(value -> value.strip().equalsIgnoreCase("100-continue"));
        if (expected && headers instanceof WritableHeaders<?> writable) {
            writable.set(HeaderValues.EXPECT_100);
        }
        return expected;
    }

    /// Rejects a request without exactly one host, which the server itself requires of HTTP/1.0 requests, too.
    static void checkHost(Headers headers, boolean required) {
        var hosts = headers.all(HeaderNames.HOST, List::of);
        if (hosts.isEmpty() && !required) {
            return;
        }
        if (hosts.size() != 1) {
            throw badRequest("not one Host");
        }
        var host = hosts.getFirst();
        int colon = host.lastIndexOf(':'); // the server has checked the port
        try {
            UriValidator.validateHost(
                    colon > host.lastIndexOf(']') ? host.substring(0, colon) : host);
        } catch (IllegalArgumentException _) {
            throw badRequest("Host is not a host");
        }
    }

    /// The server responds with 501 to a list that ends in `chunked`.
    private static boolean isChunked(List<String> codings) {
        return codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    }

    private static long parseLength(Headers headers) {
        try {
            return headers.contentLength().orElse(0);
        } catch (IllegalArgumentException _) {
            throw badRequest("Content-Length is not one number");
        }
    }

    static RequestException badRequest(String why) {
        return badRequest(TransportFailure.MALFORMED, why);
    }

    /// A failure that [JsonErrorHandler] responds to; the connection is closed afterwards.
    static RequestException badRequest(TransportFailure failure, String why) {
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .status(failure.status())
                .setKeepAlive(false)
                .message(why)
                .build();
    }
}
