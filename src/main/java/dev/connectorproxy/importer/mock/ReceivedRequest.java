package dev.connectorproxy.importer.mock;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.toolkit.PercentCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A request as a server sees it.
///
/// @param path still percent-encoded
/// @param query in order, names decoded, values still percent-encoded
record ReceivedRequest(
        String method,
        String path,
        List<Pair> query,
        List<HttpRequest.Header> headers,
        byte[] body) {

    /// @param value still percent-encoded
    record Pair(String name, String value) {

        /// A plus sign is a space, as in forms.
        String decoded() {
            return PercentCodec.decodeLeniently(value.replace('+', ' '));
        }
    }

    static ReceivedRequest of(HttpRequest request) {
        var rest = request.url().replaceFirst("^[a-z]+://[^/?#]*", "").split("#", 2)[0];
        int question = rest.indexOf('?');
        return new ReceivedRequest(
                request.method(),
                question < 0 ? rest : rest.substring(0, question),
                pairs(question < 0 ? "" : rest.substring(question + 1)),
                request.headers(),
                request.body().orElse(new byte[0]));
    }

    static List<Pair> pairs(String text) {
        var pairs = new ArrayList<Pair>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                pairs.add(
                        new Pair(
                                new Pair("", name).decoded(),
                                equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(HttpRequest.Header::value)
                .findFirst();
    }

    /// The cookies, their values still percent-encoded.
    List<Pair> cookies() {
        var cookies = new ArrayList<Pair>();
        for (var cookie : header("cookie").orElse("").split(";")) {
            cookies.addAll(pairs(cookie.strip()));
        }
        return cookies;
    }

    /// In lower case, without parameters; empty if there is none.
    String mediaType() {
        return header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
