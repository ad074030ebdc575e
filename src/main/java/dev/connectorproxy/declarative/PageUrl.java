package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.HttpOrigin;
import dev.connectorproxy.toolkit.PercentCodec;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the URLs of further pages.
final class PageUrl {
    private PageUrl() {}

    /// The URL with a query parameter of that value, in the place of others of that name.
    static String with(String url, String name, String value) {
        int query = url.indexOf('?');
        var pair = PercentCodec.encode(name) + "=" + PercentCodec.encode(value);
        if (query < 0) {
            return url + "?" + pair;
        }
        var others =
                Arrays.stream(url.substring(query + 1).split("&"))
                        .filter(field -> !field.isEmpty() && !isNamed(field, name));
        return Stream.concat(others, Stream.of(pair))
                .collect(Collectors.joining("&", url.substring(0, query + 1), ""));
    }

    private static boolean isNamed(String field, String name) {
        int equals = field.indexOf('=');
        var encoded = equals < 0 ? field : field.substring(0, equals);
        return PercentCodec.decode(encoded).orElse(encoded).equals(name);
    }

    /// The URL that a response refers to.
    ///
    /// @param url of the request
    /// @throws ConnectorException `EgressBlocked`: it is at another origin
    static String resolve(String url, String reference) {
        try {
            var next = RelativeUrl.resolve(url, reference.strip());
            var own = HttpOrigin.ofUrl(url);
            if (own.isPresent() && own.equals(HttpOrigin.ofUrl(next))) {
                return next;
            }
        } catch (IllegalArgumentException _) {
            // it is no URL
        }
        throw new ConnectorException(
                ErrorCode.EGRESS_BLOCKED,
                "the response refers to a next page that is not at the origin of the connector");
    }
}
