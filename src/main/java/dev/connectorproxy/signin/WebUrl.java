package dev.connectorproxy.signin;

import dev.connectorproxy.toolkit.HttpOrigin;
import dev.connectorproxy.toolkit.PercentCodec;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An absolute http or https URL that every browser interprets in the same manner: an ASCII host, no user name, no
/// backslash, no white space or control character, no fragment. Any other URL is rejected, never repaired.
///
/// @param origin scheme, host and port in lower case (RFC 6454); the port only if it is not the scheme's default
/// @param pathAndQuery as given, with non-ASCII characters percent-encoded; empty, or begins with `/` or `?`
record WebUrl(String origin, String pathAndQuery) {
    private static final Pattern PATTERN =
            Pattern.compile(
                    "(https?)://(\\[[0-9a-f:.]+]|[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?)(?::([0-9]{1,5}))?([/?][!-~&&[^#\\\\]]*)?",
                    Pattern.CASE_INSENSITIVE);
    private static final int MAX_PORT = 65_535;

    /// Parses a URL; empty if it does not have this form.
    static Optional<WebUrl> parse(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        var match = PATTERN.matcher(PercentCodec.encode(text, _ -> true));
        if (!match.matches()) {
            return Optional.empty();
        }
        var scheme = match.group(1).toLowerCase(Locale.ROOT);
        int defaultPort = HttpOrigin.defaultPort(scheme);
        int port = match.group(3) == null ? defaultPort : Integer.parseInt(match.group(3));
        if (port < 1 || port > MAX_PORT) {
            return Optional.empty();
        }
        var origin = scheme + "://" + match.group(2).toLowerCase(Locale.ROOT);
        return Optional.of(
                new WebUrl(
                        port == defaultPort ? origin : origin + ":" + port,
                        match.group(4) == null ? "" : match.group(4)));
    }

    /// Whether a request to it may contain a secret: over TLS, to this machine, or to a host name without a dot,
    /// which resolves in a private network only.
    boolean isConfidential() {
        return isHttps() || isLoopback() || host().matches("[^.\\[]+");
    }

    boolean isHttps() {
        return origin.startsWith("https:");
    }

    /// Whether the host is a loopback address or `localhost`.
    boolean isLoopback() {
        var host = host();
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    /// The path without the query; empty, or begins with `/`.
    String path() {
        return pathAndQuery.split("\\?", 2)[0];
    }

    boolean hasQuery() {
        return pathAndQuery.indexOf('?') >= 0;
    }

    /// The same URL with another query parameter.
    ///
    /// @param value not yet percent-encoded
    WebUrl withParameter(String name, String value) {
        var separator = hasQuery() ? "&" : "?";
        return new WebUrl(
                origin,
                pathAndQuery
                        + separator
                        + PercentCodec.encode(name)
                        + "="
                        + PercentCodec.encode(value));
    }

    String toText() {
        return origin + pathAndQuery;
    }

    private String host() {
        return origin.replaceFirst("^https?://", "").replaceFirst(":[0-9]+$", "");
    }
}
