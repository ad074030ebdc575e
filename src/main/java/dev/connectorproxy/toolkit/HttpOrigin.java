package dev.connectorproxy.toolkit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The origin of an HTTP URL: scheme, host and port (RFC 6454). Host names may have underscores, as Docker Swarm's
/// `<stack>_<service>`; [URI] reports no host for those. Immutable.
///
/// @param scheme `http` or `https`
/// @param host in lower case, IPv6 in brackets
/// @param port explicit, or the default port of the scheme
public record HttpOrigin(String scheme, String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_NAME_LENGTH = 253; // RFC 1035, section 2.3.4
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?";

    /// What [URI] takes for a registry-based authority. The last label does not begin with a digit: others might read
    /// the name as an IPv4 address.
    private static final Pattern UNDERSCORED =
            Pattern.compile(
                    "((?:" + LABEL + "\\.)*(?![0-9])" + LABEL + "\\.?)(?::([0-9]{0,5}))?",
                    Pattern.CASE_INSENSITIVE);

    /// Parses an origin from the settings: a URL without path, query, fragment and user info. Empty when it is none.
    public static Optional<HttpOrigin> parse(String text) {
        var bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return uri(bare)
                .filter(uri -> uri.getRawPath().isEmpty() && uri.getRawQuery() == null)
                .flatMap(HttpOrigin::of);
    }

    /// The origin of a URL; empty when it is not an HTTP URL in ASCII, or has user info or a fragment.
    public static Optional<HttpOrigin> ofUrl(String url) {
        return uri(url).flatMap(HttpOrigin::of);
    }

    /// Whether the other one is the same host over TLS where this is plain HTTP, both at their default ports. That step
    /// discloses nothing that plain HTTP has not; requests keeps credentials there, too (`should_strip_auth`).
    public boolean upgradesTo(HttpOrigin other) {
        return scheme.equals("http")
                && other.scheme.equals("https")
                && port == defaultPort(scheme)
                && other.port == defaultPort(other.scheme)
                && host.equals(other.host);
    }

    /// The URL without slashes at its end. A regular expression would take quadratic time for many slashes in the middle.
    public static String withoutTrailingSlashes(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }

    /// The default port of `http` or `https`; -1 for every other scheme.
    public static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
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
                    .filter(uri -> uri.getRawAuthority() != null && uri.getScheme() != null)
                    .filter(_ -> text.chars().allMatch(c -> c > 0x20 && c < 0x7F));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<HttpOrigin> of(URI uri) {
        if (uri.getHost() != null) {
            return of(uri.getScheme(), uri.getHost(), uri.getPort());
        }
        var underscored = UNDERSCORED.matcher(uri.getRawAuthority());
        if (uri.getRawAuthority().length() > MAX_NAME_LENGTH + ".:65535".length()
                || !underscored.matches()) {
            return Optional.empty();
        }
        var port = underscored.group(2);
        return of(
                uri.getScheme(),
                underscored.group(1),
                port == null || port.isEmpty() ? -1 : Integer.parseInt(port));
    }

    /// @param port -1 for the default port of the scheme
    private static Optional<HttpOrigin> of(String scheme, String host, int port) {
        var lower = scheme.toLowerCase(Locale.ROOT);
        int standard = defaultPort(lower);
        int actual = port < 0 ? standard : port;
        return standard < 0 || actual > MAX_PORT || actual == 0
                ? Optional.empty()
                : Optional.of(new HttpOrigin(lower, host.toLowerCase(Locale.ROOT), actual));
    }
}
