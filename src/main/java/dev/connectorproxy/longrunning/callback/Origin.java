package dev.connectorproxy.longrunning.callback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// The origin of an HTTP URL: scheme, host and port (RFC 6454).
///
/// @param scheme `http` or `https`
/// @param host in lower case
/// @param port explicit, or the default port of the scheme
public record Origin(String scheme, String host, int port) {

    /// Parses an origin from the settings: a URL without path, query, fragment and user info. Empty when it is none.
    static Optional<Origin> parse(String text) {
        var bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return uri(bare)
                .filter(uri -> uri.getRawPath().isEmpty() && uri.getRawQuery() == null)
                .flatMap(Origin::of);
    }

    /// The origin of a URL; empty when it is not an HTTP URL, or has user info or a fragment.
    public static Optional<Origin> ofUrl(String url) {
        return uri(url).flatMap(Origin::of);
    }

    /// `scheme://host:port`.
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> uri.getRawFragment() == null && uri.getRawUserInfo() == null)
                    .filter(uri -> uri.getHost() != null && uri.getScheme() != null)
                    .filter(_ -> text.chars().allMatch(c -> c > 0x20 && c < 0x7F));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<Origin> of(URI uri) {
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int standard =
                switch (scheme) {
                    case "http" -> 80;
                    case "https" -> 443;
                    default -> -1;
                };
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        return standard < 0 || port > 65_535 || port == 0
                ? Optional.empty()
                : Optional.of(new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
    }
}
