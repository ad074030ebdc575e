package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import java.util.Set;
import java.util.stream.Collectors;

/// The origins that may receive confidential data, such as callbacks and sign-in results. Scheme, host and port are
/// compared exactly. A listed origin is trusted whatever its name resolves to.
///
/// @param origins such as `https://arena.example.com` or `http://localhost:7000`; kept with their port
public record AllowedOrigins(Set<String> origins) {

    /// @throws IllegalArgumentException when one is not an origin; the message does not repeat it: it may hold a
    ///     password
    public AllowedOrigins {
        origins =
                origins.stream()
                        .map(AllowedOrigins::normalize)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether this URL has one of the origins; false for a malformed URL.
    public boolean permits(String url) {
        try {
            return origins.contains(TargetUrl.parse(url).origin());
        } catch (ConnectorException _) {
            return false;
        }
    }

    private static String normalize(String text) {
        try {
            var url = TargetUrl.parse(text);
            if (url.target().equals("/") && text.indexOf('#') < 0) {
                return url.origin();
            }
        } catch (ConnectorException e) {
            throw new IllegalArgumentException("not an origin: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "not an origin: it is scheme://host or scheme://host:port and no more");
    }
}
