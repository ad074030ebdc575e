package dev.connectorproxy.egress.target;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// The parts of a URL that a request is sent to. One strict parser serves the policy and the connection, so both see
/// the same host. Error messages never repeat the URL, because paths and queries may carry secrets.
///
/// @param scheme `http` or `https`
/// @param host in lower case, without root dot or brackets; an address in its canonical form
/// @param port explicit, or the default of the scheme (80, 443)
/// @param target the request target in origin-form: path and query exactly as given; starts with a slash
public record TargetUrl(String scheme, String host, int port, String target) {
    private static final int MAX_PORT = 65_535;

    public TargetUrl {
        Objects.requireNonNull(host, "host");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("neither http nor https");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("a target begins with a slash");
        }
    }

    /// @throws ConnectorException `MissingSchema`, `InvalidSchema`, `InvalidURL`, or `EgressBlocked` for a host whose
    ///     spelling is forbidden
    public static TargetUrl parse(String url) {
        return parse(url, UnaryOperator.identity());
    }

    /// @param hosts converts the host as written in the URL to ASCII
    static TargetUrl parse(String url, UnaryOperator<String> hosts) {
        refuseUnprintable(url);
        var colon = UrlReference.schemeEnd(url);
        if (colon < 0) {
            throw new ConnectorException(
                    ErrorCode.MISSING_SCHEMA,
                    "the URL has no scheme: begin it with http:// or https://");
        }
        var scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new ConnectorException(
                    ErrorCode.INVALID_SCHEMA,
                    "the URL's scheme is neither http nor https: begin the URL with http:// or https://");
        }
        if (!url.startsWith("//", colon + 1)) {
            throw invalid("the URL's scheme is not followed by two slashes and a host");
        }
        var start = colon + 3;
        var end = UrlReference.indexOfAny(url, "/?#", start);
        var authority = url.substring(start, end);
        refuseUserInfoAndBackslash(authority);
        var hostEnd = hostEnd(authority);
        var host = TargetHost.parse(hosts.apply(authority.substring(0, hostEnd)));
        return new TargetUrl(
                scheme, host.text(), parsePort(authority, hostEnd, scheme), target(url, end));
    }

    /// Resolves a URI reference, such as a `Location`, against this URL (RFC 3986, section 5).
    ///
    /// @param hosts converts a host in the reference to ASCII
    /// @throws ConnectorException as [#parse] does
    TargetUrl resolve(String location, UnaryOperator<String> hosts) {
        refuseUnprintable(location);
        var reference = location.substring(0, UrlReference.indexOfAny(location, "#", 0));
        if (UrlReference.schemeEnd(reference) >= 0) {
            return parse(reference, hosts).withoutDotSegments();
        }
        if (reference.startsWith("//")) {
            return parse(scheme + ":" + reference, hosts).withoutDotSegments();
        }
        return parse(origin() + UrlReference.resolve(target, reference));
    }

    /// Scheme, host and port; the port is always written, as in `https://example.com:443`.
    public String origin() {
        return scheme + "://" + TargetHost.bracketed(host) + ":" + port;
    }

    /// The value of the `Host` field: with the port, unless it is the default of the scheme.
    public String authority() {
        return port == HttpOrigin.defaultPort(scheme)
                ? TargetHost.toUriHost(host)
                : authority(host, port);
    }

    /// `host:port`, an IPv6 address in brackets and compressed (RFC 5952).
    public static String authority(String host, int port) {
        return TargetHost.toUriHost(host) + ":" + port;
    }

    private TargetUrl withoutDotSegments() {
        return new TargetUrl(scheme, host, port, UrlReference.removeDotSegments(target));
    }

    private static void refuseUnprintable(String url) {
        if (!Ascii.allMatch(url, 0, c -> c > ' ' && c != 0x7F)) {
            throw invalid("the URL has a space or a control character in it: percent-encode it");
        }
    }

    private static void refuseUserInfoAndBackslash(String authority) {
        if (authority.indexOf('@') >= 0) {
            throw invalid(
                    "the URL has a user name or password in it: hand them over as credentials of their own");
        }
        if (authority.indexOf('\\') >= 0) {
            throw invalid("the URL has a backslash before its path: write a slash");
        }
    }

    private static int hostEnd(String authority) {
        if (!authority.startsWith("[")) {
            var colon = UrlReference.indexOfAny(authority, ":", 0);
            if (colon < authority.lastIndexOf(':')) {
                throw invalid(
                        "the URL has more than one colon before its path: write an IPv6 address in brackets");
            }
            return colon;
        }
        var end = authority.indexOf(']') + 1;
        if (end == 0 || (end < authority.length() && authority.charAt(end) != ':')) {
            throw invalid("the URL's bracketed host is not followed by a port or a path");
        }
        return end;
    }

    private static int parsePort(String authority, int hostEnd, String scheme) {
        var digits = authority.substring(Math.min(hostEnd + 1, authority.length()));
        if (digits.isEmpty()) {
            return HttpOrigin.defaultPort(scheme);
        }
        return Ascii.parseNumber(digits, 1, MAX_PORT)
                .orElseThrow(() -> invalid("the URL's port is not a whole number from 1 to 65535"));
    }

    private static String target(String url, int from) {
        var target = url.substring(from, UrlReference.indexOfAny(url, "#", from));
        // includes the fragment: the whole URL must be ASCII
        if (!Ascii.allMatch(url, from, Ascii::isAscii)) {
            throw invalid("the URL has characters outside ASCII: percent-encode them as UTF-8");
        }
        return target.startsWith("/") ? target : "/" + target;
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_URL, message);
    }
}
