package dev.connectorproxy.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.List;
import java.util.Locale;

/// Keeps pages of other sites from calling a listener through somebody's browser, where no API key stands in their way: a form
/// needs no preflight, and a name of theirs may be made to point here. Servers send none of these headers but `Host`.
public final class CrossSite {
    private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private final List<String> origins;
    private final boolean loopback;

    /// @param origins whose pages may call
    /// @param loopback whether only this machine can reach the listener, so that `Host` can be held to its names
    public CrossSite(List<String> origins, boolean loopback) {
        this.origins = List.copyOf(origins);
        this.loopback = loopback;
    }

    /// Whether the request was sent by such a page.
    public boolean forged(ServerRequestHeaders headers) {
        var origin = headers.first(HeaderNames.ORIGIN).map(it -> it.toLowerCase(Locale.ROOT));
        if (origin.isEmpty()) {
            return headers.first(SEC_FETCH_SITE).filter(it -> it.endsWith("-site")).isPresent();
        }
        return !origins.contains("*")
                && !origins.contains(origin.get())
                && !own(origin.get(), headers.first(HeaderNames.HOST).orElse(""));
    }

    /// Whether the request was sent to a name that another site may have made to point here. Only a listener that nobody but
    /// this machine can reach knows all its names.
    public boolean foreignHost(ServerRequestHeaders headers) {
        return loopback
                && headers.first(HeaderNames.HOST)
                        .filter(it -> !local(it.toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    private boolean own(String origin, String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return (origin.equals("http://" + name) || origin.equals("https://" + name))
                && (!loopback || local(name));
    }

    /// A name or address that no other site can take for its own.
    private static boolean local(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        var name = end <= 0 ? host : host.substring(0, end);
        return name.equals("localhost")
                || name.startsWith("[")
                || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
