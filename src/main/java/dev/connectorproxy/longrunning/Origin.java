package dev.connectorproxy.longrunning;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Scheme, host and port of a URL.
///
/// @param host in lower case
public record Origin(String scheme, String host, int port) {

    /// An origin as settings have it: a URL without path, query and userinfo.
    static Optional<Origin> parse(String text) {
        var bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return uri(bare)
                .filter(it -> it.getRawPath().isEmpty() && it.getRawQuery() == null)
                .flatMap(Origin::of);
    }

    /// The origin of a URL.
    static Optional<Origin> ofUrl(String url) {
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
                    .filter(it -> it.getRawFragment() == null && it.getRawUserInfo() == null)
                    .filter(it -> it.getHost() != null && it.getScheme() != null)
                    .filter(it -> text.chars().allMatch(c -> c > 0x20 && c < 0x7F));
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
