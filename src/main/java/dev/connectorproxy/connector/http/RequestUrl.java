package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.python.UrlText;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.PercentCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// The `url` argument, parsed and normalized as httpx 0.28 does. Whether the URL may be called is not decided here but
/// by the egress policy, from the authority.
///
/// @param origin scheme and authority without credentials; the scheme in lower case
/// @param path encoded, dot segments removed (RFC 3986, section 5.2.4)
/// @param query encoded, with its question mark; empty for none
/// @param basicAuth `user:password` from the authority, decoded
record RequestUrl(String origin, String path, String query, Optional<String> basicAuth) {
    // WHATWG URL, percent-encode sets of query and path; '%' is kept, so existing escapes stay
    private static final String QUERY_UNSAFE = " \"#<>";
    private static final String PATH_UNSAFE = QUERY_UNSAFE + "?`{}";

    /// @throws ConnectorException `InvalidURL`
    static RequestUrl parse(String url) {
        requireValid(url);
        int authority = url.indexOf("://") + 3;
        if (authority < 3) {
            return new RequestUrl(encode(url, PATH_UNSAFE), "", "", Optional.empty());
        }
        int path = UrlText.indexOfAny(url, "/?#", authority);
        int query = UrlText.indexOfAny(url, "?#", path);
        int fragment = UrlText.indexOfAny(url, "#", query);
        int at = url.lastIndexOf('@', path - 1);
        // a backslash ends the host for some parsers: such an authority is kept whole, so that
        // the egress policy refuses it
        boolean credentials = at >= authority && url.indexOf('\\', authority) < 0;
        return new RequestUrl(
                url.substring(0, authority).toLowerCase(Locale.ROOT)
                        + url.substring(credentials ? at + 1 : authority, path),
                encode(removeDotSegments(url.substring(path, query)), PATH_UNSAFE),
                encode(url.substring(query, fragment), QUERY_UNSAFE),
                credentials ? userinfo(url.substring(authority, at)) : Optional.empty());
    }

    /// The whole URL.
    ///
    /// @param params replaces the query, if present
    String toText(Optional<String> params) {
        return origin + path + params.map(text -> text.isEmpty() ? "" : "?" + text).orElse(query);
    }

    private static void requireValid(String url) {
        if (!url.equals(url.strip())) {
            throw invalid("the URL begins or ends with white space");
        }
        if (url.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw invalid("the URL contains a control character");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(url)) {
            throw invalid("the URL contains half a surrogate pair");
        }
    }

    private static Optional<String> userinfo(String text) {
        int colon = text.indexOf(':');
        var user = UrlText.percentDecode(colon < 0 ? text : text.substring(0, colon));
        var password = colon < 0 ? "" : UrlText.percentDecode(text.substring(colon + 1));
        return user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(user + ":" + password);
    }

    private static String removeDotSegments(String path) {
        if (!path.contains("/.")) {
            return path.isEmpty() ? "/" : path;
        }
        var kept = new ArrayList<String>();
        for (var segment : path.split("/", -1)) {
            switch (segment) {
                case "." -> {}
                case ".." -> {
                    if (kept.size() > 1) {
                        kept.removeLast();
                    }
                }
                default -> kept.add(segment);
            }
        }
        return kept.size() < 2 ? "/" : String.join("/", kept);
    }

    private static String encode(String text, String unsafe) {
        return PercentCodec.encode(text, c -> unsafe.indexOf(c) < 0 || c == '?');
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_URL, message);
    }
}
