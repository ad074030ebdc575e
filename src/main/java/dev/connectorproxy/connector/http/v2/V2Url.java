package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.python.PercentEncoding;
import dev.connectorproxy.connector.http.python.PythonText;
import dev.connectorproxy.connector.http.python.UrlText;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// The `url` argument, parsed and normalized as `requests` 2 with urllib3 2 does. Whether the URL may be called is not
/// decided here but by the egress policy, from the authority.
///
/// @param origin scheme and authority without credentials, in lower case
/// @param path dot segments removed (RFC 3986, section 5.2.4), illegal characters percent-encoded
/// @param query without its question mark, illegal characters percent-encoded; empty for none
/// @param basicAuth the value of the Authorization header for credentials in the authority
record V2Url(String origin, String path, String query, Optional<String> basicAuth) {

    /// @throws ConnectorException `MissingSchema`, `InvalidSchema`, `InvalidURL`
    static V2Url parse(String given) {
        var url = PythonText.stripLeading(given);
        int colon = url.indexOf(':');
        if (colon >= 0 && !url.regionMatches(true, 0, "http", 0, 4)) {
            throw invalid(
                    ErrorCode.INVALID_SCHEMA, "the URL does not begin with http:// or https://");
        }
        if (colon < 0 || !url.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+-]*")) {
            throw invalid(
                    ErrorCode.MISSING_SCHEMA,
                    "the URL has no scheme: begin it with http:// or https://");
        }
        if (!url.startsWith("//", colon + 1)) {
            throw invalid(ErrorCode.INVALID_URL, "the URL has no host");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(url)) {
            throw invalid(ErrorCode.INVALID_URL, "the URL contains half a surrogate pair");
        }
        return parseParts(url, colon + 3);
    }

    /// The whole URL.
    ///
    /// @param params encoded, appended to the URL's own query; empty for none
    String toText(String params) {
        var combined = query + (query.isEmpty() || params.isEmpty() ? "" : "&") + params;
        return origin + PercentEncoding.requote(path + (combined.isEmpty() ? "" : "?" + combined));
    }

    private static V2Url parseParts(String url, int authority) {
        int path = UrlText.indexOfAny(url, "/?#", authority);
        int query = UrlText.indexOfAny(url, "?#", path);
        int fragment = UrlText.indexOfAny(url, "#", query);
        int at = url.lastIndexOf('@', path - 1);
        // a backslash ends the host for some parsers: such an authority is kept whole, so that
        // the egress policy refuses it
        boolean credentials = at >= authority && url.lastIndexOf('\\', path - 1) < authority;
        return new V2Url(
                (url.substring(0, authority)
                                + url.substring(credentials ? at + 1 : authority, path))
                        .toLowerCase(Locale.ROOT),
                PercentEncoding.encodePath(removeDotSegments(url.substring(path, query))),
                PercentEncoding.encodeQuery(url.substring(Math.min(query + 1, fragment), fragment)),
                credentials ? basicAuth(url.substring(authority, at)) : Optional.empty());
    }

    /// A user name without a colon after it is not sent, as in connector-http.
    private static Optional<String> basicAuth(String userinfo) {
        int colon = userinfo.indexOf(':');
        return colon < 0 || userinfo.equals(":")
                ? Optional.empty()
                : Optional.of(
                        V2Authorization.basic(
                                UrlText.percentDecode(userinfo.substring(0, colon)),
                                UrlText.percentDecode(userinfo.substring(colon + 1))));
    }

    private static String removeDotSegments(String path) {
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

    private static ConnectorException invalid(ErrorCode code, String message) {
        return new ConnectorException(code, message);
    }
}
