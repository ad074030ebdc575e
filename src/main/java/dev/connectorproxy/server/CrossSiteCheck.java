package dev.connectorproxy.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.List;
import java.util.Locale;

/// Detects requests that pages of other sites send to a listener through a user's browser, where no API key is
/// required: a form needs no preflight (CSRF), and a foreign name may resolve to this listener (DNS rebinding). Callers
/// other than browsers send none of these headers but `Host`.
///
/// @param origins the origins whose pages may call, or `*`
/// @param loopback whether the listener is reachable only from this machine, so that all its names are known
public record CrossSiteCheck(List<String> origins, boolean loopback) {
    private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    public CrossSiteCheck {
        origins = List.copyOf(origins);
    }

    /// Whether a page of another site sent the request.
    public boolean isForged(ServerRequestHeaders headers) {
        var origin = headers.first(HeaderNames.ORIGIN).map(value -> value.toLowerCase(Locale.ROOT));
        if (origin.isEmpty()) {
            return headers.first(SEC_FETCH_SITE).filter(site -> site.endsWith("-site")).isPresent();
        }
        return !origins.contains("*")
                && !origins.contains(origin.get())
                && !isOwnOrigin(origin.get(), headers.first(HeaderNames.HOST).orElse(""));
    }

    /// Whether the request was sent to a name that may belong to another site. Always false unless the listener is on
    /// loopback: only then are all its names known.
    public boolean hasForeignHost(ServerRequestHeaders headers) {
        return loopback
                && headers.first(HeaderNames.HOST)
                        .filter(host -> !isLocalName(host.toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    private boolean isOwnOrigin(String origin, String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return (origin.equals("http://" + name) || origin.equals("https://" + name))
                && (!loopback || isLocalName(name));
    }

    /// Whether the host is a name or address that no other site can own.
    private static boolean isLocalName(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        var name = end <= 0 ? host : host.substring(0, end);
        return name.equals("localhost")
                || name.startsWith("[")
                || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
