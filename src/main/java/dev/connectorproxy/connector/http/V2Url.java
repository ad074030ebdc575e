package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// The `url` argument, taken apart and written anew as `requests` 2 with urllib3 2 does. Whether it may be called is not
/// judged here: the way out does that, with what stands in the authority.
///
/// @param start scheme and authority without credentials, in lower case
/// @param path dot segments resolved, illegal characters escaped
/// @param query without its question mark, illegal characters escaped; empty for none
/// @param basicAuth the Authorization header that the authority's credentials make
record V2Url(String start, String path, String query, Optional<String> basicAuth) {

    /// @throws ConnectorException `MissingSchema`, `InvalidSchema`, `InvalidURL`
    static V2Url parse(String given) {
        var url = PythonText.withoutLeadingSpace(given);
        int colon = url.indexOf(':');
        if (colon >= 0 && !url.regionMatches(true, 0, "http", 0, 4)) {
            throw refused(
                    ErrorCode.INVALID_SCHEMA, "the URL does not begin with http:// or https://");
        }
        if (colon < 0 || !url.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+-]*")) {
            throw refused(
                    ErrorCode.MISSING_SCHEMA,
                    "the URL has no scheme: begin it with http:// or https://");
        }
        if (!url.startsWith("//", colon + 1)) {
            throw refused(ErrorCode.INVALID_URL, "the URL has no host");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(url)) {
            throw refused(ErrorCode.INVALID_URL, "the URL contains half a surrogate pair");
        }
        return parts(url, colon + 3);
    }

    /// The whole URL.
    ///
    /// @param params encoded, added to the URL's own query; empty for none
    String text(String params) {
        var whole = query + (query.isEmpty() || params.isEmpty() ? "" : "&") + params;
        return start + PercentEncoding.requoted(path + (whole.isEmpty() ? "" : "?" + whole));
    }

    private static V2Url parts(String url, int authority) {
        int path = UrlText.firstOf(url, "/?#", authority);
        int query = UrlText.firstOf(url, "?#", path);
        int fragment = UrlText.firstOf(url, "#", query);
        int at = url.lastIndexOf('@', path - 1);
        // a backslash ends the host for some parsers: such an authority is left whole, for the
        // guard to refuse
        boolean credentials = at >= authority && url.lastIndexOf('\\', path - 1) < authority;
        return new V2Url(
                (url.substring(0, authority)
                                + url.substring(credentials ? at + 1 : authority, path))
                        .toLowerCase(Locale.ROOT),
                PercentEncoding.path(withoutDotSegments(url.substring(path, query))),
                PercentEncoding.query(url.substring(Math.min(query + 1, fragment), fragment)),
                credentials ? basicAuth(url.substring(authority, at)) : Optional.empty());
    }

    /// A name without a colon behind it is not sent, as the reference has it.
    private static Optional<String> basicAuth(String userinfo) {
        int colon = userinfo.indexOf(':');
        return colon < 0 || userinfo.equals(":")
                ? Optional.empty()
                : Optional.of(
                        V2Credentials.basic(
                                UrlText.decoded(userinfo.substring(0, colon)),
                                UrlText.decoded(userinfo.substring(colon + 1))));
    }

    private static String withoutDotSegments(String path) {
        if (!path.contains("/.")) {
            return path.isEmpty() ? "/" : path;
        }
        var kept = new ArrayList<String>();
        for (var segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.removeLast();
                }
            } else if (!segment.equals(".")) {
                kept.add(segment);
            }
        }
        if (kept.isEmpty() || !kept.getFirst().isEmpty()) {
            kept.addFirst("");
        }
        if (path.endsWith("/.") || path.endsWith("/..")) {
            kept.add("");
        }
        return kept.size() < 2 ? "/" : String.join("/", kept);
    }

    private static ConnectorException refused(ErrorCode code, String message) {
        return new ConnectorException(code, message);
    }
}
