package dev.connectorproxy.toolkit;

import dev.connectorproxy.spi.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The content codings (RFC 9110, section 8.4) of responses.
public final class ContentCoding {
    private static final Set<String> DECODED = Set.of("gzip", "x-gzip", "deflate", "identity", "");

    private ContentCoding() {}

    /// The coding of a body that was not decoded, since the egress does not know it and did not ask for it.
    public static Optional<String> ofUndecoded(HttpResponse response) {
        return response.header("Content-Encoding")
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> !DECODED.containsAll(List.of(value.split("[ ,]+"))))
                .map(value ->
                        value.matches("[a-z0-9, -]{1,40}") ? value : "a coding it did not ask for");
    }
}
