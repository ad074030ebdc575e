package dev.connectorproxy.declarative;

import java.net.URI;

/// References of responses to other URLs.
final class RelativeUrl {
    private RelativeUrl() {}

    /// The URL that a reference leads to, without a fragment (RFC 3986, section 5.2).
    ///
    /// @param url of the request
    /// @throws IllegalArgumentException it is no reference
    static String resolve(String url, String reference) {
        var resolved = absolute(url, reference);
        int fragment = resolved.indexOf('#');
        return fragment < 0 ? resolved : resolved.substring(0, fragment);
    }

    /// [URI] drops the last segment of the path before a query.
    private static String absolute(String url, String reference) {
        return reference.startsWith("?")
                ? url.split("[?#]", 2)[0] + URI.create(reference)
                : URI.create(url).resolve(reference).toString();
    }
}
