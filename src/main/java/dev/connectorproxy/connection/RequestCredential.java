package dev.connectorproxy.connection;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.toolkit.PercentCodec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What authorizes a request, and where it stands. `toString` does not contain it.
///
/// @param secrets the values to mask, `value` among them
record RequestCredential(Place place, String name, String value, Collection<String> secrets) {

    /// Nothing in the request: a certificate, which the egress presents when it connects.
    static final RequestCredential OF_TLS =
            new RequestCredential(Place.TLS, "client-certificate", "", List.of());

    /// The part of a request, in the terms of OpenAPI, or none of it.
    enum Place {
        HEADER,
        QUERY,
        COOKIE,
        TLS,
        PATH
    }

    /// What a segment of a path may have (RFC 3986, section 3.3).
    private static final IntPredicate SEGMENT = PercentCodec.alphanumericOr("-._~!$&'()*+,;=:@");

    RequestCredential {
        secrets = Set.copyOf(secrets);
    }

    /// A value that replaces `{name}` in the path.
    static RequestCredential inPath(String name, String value, String secret) {
        return new RequestCredential(
                Place.PATH,
                name,
                value,
                List.of(value, secret, PercentCodec.encode(value, SEGMENT)));
    }

    static RequestCredential authorization(String scheme, String credentials, String secret) {
        return new RequestCredential(
                Place.HEADER,
                "Authorization",
                scheme + " " + credentials,
                List.of(credentials, secret));
    }

    /// Whether the request has something in that place already.
    boolean isSetIn(HttpRequest request) {
        return switch (place) {
            case HEADER -> headers(request, name).findAny().isPresent();
            case QUERY -> isInQuery(request.url());
            case COOKIE ->
                    headers(request, "Cookie")
                            .flatMap(header -> Arrays.stream(header.value().split(";")))
                            .anyMatch(cookie -> cookie.strip().startsWith(name + "="));
            case TLS -> false;
            case PATH -> false;
        };
    }

    /// The request with this credential.
    ///
    /// @throws ConnectorException `EgressBlocked`: there is no TLS to present it in
    HttpRequest addTo(HttpRequest request) {
        return switch (place) {
            case HEADER -> request.withHeaders(plus(request.headers(), name, value));
            case QUERY -> request.withUrl(withQuery(request.url()));
            case COOKIE -> request.withHeaders(withCookie(request));
            case TLS -> overTls(request);
            case PATH -> request.withUrl(withPath(request.url()));
        };
    }

    private static HttpRequest overTls(HttpRequest request) {
        if (request.url().regionMatches(true, 0, "https:", 0, 6)) {
            return request;
        }
        throw new ConnectorException(
                ErrorCode.EGRESS_BLOCKED,
                "a connection with a client certificate is for https only; nothing was sent");
    }

    private List<Header> withCookie(HttpRequest request) {
        var cookies =
                Stream.concat(
                        headers(request, "Cookie").map(Header::value),
                        Stream.of(name + "=" + value));
        var others =
                request.headers().stream()
                        .filter(header -> !header.name().equalsIgnoreCase("Cookie"))
                        .toList();
        return plus(others, "Cookie", cookies.collect(Collectors.joining("; ")));
    }

    private String withQuery(String url) {
        int fragment = url.indexOf('#');
        var target = fragment < 0 ? url : url.substring(0, fragment);
        var separator = target.indexOf('?') < 0 ? "?" : target.endsWith("?") ? "" : "&";
        return target + separator + PercentCodec.encode(name) + "=" + PercentCodec.encode(value);
    }

    /// Only the first variable is replaced: what follows it may come from a caller. A URL without any, such as one that the target
    /// has named, stays as it is.
    private String withPath(String url) {
        int path = url.indexOf('/', url.indexOf("//") + 2);
        int end = Math.min(indexOrEnd(url, '?'), indexOrEnd(url, '#'));
        if (path < 0 || path > end) {
            return url;
        }
        var variable = Pattern.compile(Pattern.quote("%7B" + PercentCodec.encode(name) + "%7D"));
        var inserted = PercentCodec.encode(value, SEGMENT);
        return url.substring(0, path)
                + variable.matcher(url.substring(path, end))
                        .replaceFirst(Matcher.quoteReplacement(inserted))
                + url.substring(end);
    }

    private static int indexOrEnd(String url, char separator) {
        int index = url.indexOf(separator);
        return index < 0 ? url.length() : index;
    }

    private boolean isInQuery(String url) {
        int begin = url.indexOf('?');
        int fragment = url.indexOf('#');
        if (begin < 0 || fragment >= 0 && fragment < begin) {
            return false;
        }
        var query = url.substring(begin + 1, fragment < 0 ? url.length() : fragment);
        return Arrays.stream(query.split("&"))
                .map(field -> field.split("=", 2)[0])
                .anyMatch(field -> field.equals(name) || decoded(field).equals(name));
    }

    private static String decoded(String field) {
        try {
            return URLDecoder.decode(field, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return field;
        }
    }

    private static Stream<Header> headers(HttpRequest request, String name) {
        return request.headers().stream().filter(header -> header.name().equalsIgnoreCase(name));
    }

    private static List<Header> plus(List<Header> headers, String name, String value) {
        var all = new ArrayList<>(headers);
        all.add(new Header(name, value));
        return all;
    }

    @Override
    public String toString() {
        return "RequestCredential[" + place + " " + name + "]";
    }
}
