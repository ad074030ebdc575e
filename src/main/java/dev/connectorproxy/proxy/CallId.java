package dev.connectorproxy.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The identity of a call: the caller's `X-Request-Id`, or a generated one, and its W3C `traceparent`. Because they
/// are logged and forwarded, values that are too long, not printable or not in the format of W3C Trace Context are
/// ignored.
///
/// @param requestIdGiven whether the request id came from the caller
/// @param via the `Via` header (RFC 9110, section 7.6.3), at most 2048 characters
/// @param tenant of m8flow, on whose behalf the engine calls; empty if it names none
/// @param passedOn see [PassedOnHeaders]
record CallId(
        String requestId,
        boolean requestIdGiven,
        Optional<String> traceparent,
        Optional<String> via,
        String tenant,
        Map<String, String> passedOn) {
    static final HeaderName X_REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
    private static final HeaderName TENANT = HeaderNames.create("X-M8Flow-Tenant-Id");
    private static final HeaderName OLD_TENANT = HeaderNames.create("m8flow_tenant_id");
    private static final int MAX_LENGTH = 128;
    private static final Pattern TRACEPARENT_FORMAT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final int MAX_VIA_LENGTH = 2048;

    /// @param named the headers that the operator has named for the caller
    static CallId of(ServerRequestHeaders headers, List<HeaderName> named) {
        var given = header(headers, X_REQUEST_ID);
        var traceparent =
                header(headers, TRACEPARENT)
                        .filter(value -> TRACEPARENT_FORMAT.matcher(value).matches());
        return new CallId(
                given.orElseGet(() -> UUID.randomUUID().toString()),
                given.isPresent(),
                traceparent,
                via(headers),
                tenant(headers),
                PassedOnHeaders.of(headers, traceparent.isPresent(), named));
    }

    private static String tenant(ServerRequestHeaders headers) {
        return header(headers, TENANT).or(() -> header(headers, OLD_TENANT)).orElse("");
    }

    private static Optional<String> via(ServerRequestHeaders headers) {
        if (!headers.contains(HeaderNames.VIA)) {
            return Optional.empty();
        }
        return Optional.of(String.join(", ", headers.all(HeaderNames.VIA, List::of)))
                .filter(via -> !via.isEmpty() && via.length() <= MAX_VIA_LENGTH)
                .filter(via -> via.chars().allMatch(c -> c >= 0x20 && c < 0x7F));
    }

    private static Optional<String> header(ServerRequestHeaders headers, HeaderName name) {
        return headers.first(name)
                .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH)
                .filter(value -> value.chars().allMatch(c -> c > 0x20 && c < 0x7F));
    }
}
