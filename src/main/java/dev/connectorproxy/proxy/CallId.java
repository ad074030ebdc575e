package dev.connectorproxy.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Who a call is: the caller's `X-Request-Id`, or one made for it, and its W3C `traceparent`. Values that are too long, not
/// printable or not in the form of Trace Context are not taken over, since they are logged and handed on.
///
/// @param given whether the request id came from the caller
record CallId(String requestId, boolean given, Optional<String> traceparent) {
    static final HeaderName X_REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
    private static final int LONGEST = 128;
    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final int LONGEST_VIA = 2048;

    static CallId of(ServerRequestHeaders headers) {
        var given = header(headers, X_REQUEST_ID);
        return new CallId(
                given.orElseGet(() -> UUID.randomUUID().toString()),
                given.isPresent(),
                header(headers, TRACEPARENT).filter(it -> TRACE.matcher(it).matches()));
    }

    /// The proxies that a request came through; what is too long to be true is not taken over.
    static Optional<String> via(ServerRequestHeaders headers) {
        return Optional.of(String.join(", ", headers.all(HeaderNames.VIA, List::of)))
                .filter(it -> !it.isEmpty() && it.length() <= LONGEST_VIA)
                .filter(it -> it.chars().allMatch(c -> c >= 0x20 && c < 0x7F));
    }

    private static Optional<String> header(ServerRequestHeaders headers, HeaderName name) {
        return headers.first(name)
                .filter(it -> !it.isEmpty() && it.length() <= LONGEST)
                .filter(it -> it.chars().allMatch(c -> c > 0x20 && c < 0x7F));
    }
}
