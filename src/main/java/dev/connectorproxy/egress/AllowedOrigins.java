package dev.connectorproxy.egress;

import dev.connectorproxy.spi.ConnectorException;
import java.util.Set;
import java.util.stream.Collectors;

/// The origins that may be sent what only they should see, such as callbacks and sign-in answers: scheme, host and port, all
/// three compared whole. An origin that stands here is trusted wherever its name leads.
///
/// @param origins such as `https://arena.example.com` or `http://localhost:7000`; kept with their port
public record AllowedOrigins(Set<String> origins) {

    /// @throws IllegalArgumentException when one is no origin; the text is not repeated, for it may hold a password
    public AllowedOrigins {
        origins =
                origins.stream()
                        .map(AllowedOrigins::origin)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether this URL lies under one of the origins; never for a URL that cannot be read.
    public boolean permits(String url) {
        try {
            return origins.contains(TargetUrl.parse(url).origin());
        } catch (ConnectorException _) {
            return false;
        }
    }

    private static String origin(String text) {
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
