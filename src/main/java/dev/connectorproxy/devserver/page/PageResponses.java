package dev.connectorproxy.devserver.page;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Sends the page and its files: compressed if the client takes that, and 304 if it has them. Thread-safe.
public final class PageResponses {
    private static final String HTML = "index.html";
    private static final Header REVALIDATE =
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");
    private static final Header NO_SNIFFING =
            HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header NO_REFERRER =
            HeaderValues.createCached("Referrer-Policy", "no-referrer");
    private static final Header GZIP =
            HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");

    private final PageFiles files;

    public PageResponses(PageFiles files) {
        this.files = files;
    }

    /// Sends the page itself.
    public void sendPage(ServerRequest request, ServerResponse response) {
        var page = files.get(HTML);
        response.header(
                HeaderValues.create("Content-Security-Policy", ContentPolicy.of(page.plain())));
        send(page, request, response);
    }

    /// Sends a file.
    public void send(PageFile file, ServerRequest request, ServerResponse response) {
        boolean compressed = acceptsGzip(request);
        var etag = file.etag(compressed);
        response.header(REVALIDATE)
                .header(NO_SNIFFING)
                .header(NO_REFERRER)
                .header(HeaderValues.create(HeaderNames.VARY, "Accept, Accept-Encoding"))
                .header(HeaderValues.create(HeaderNames.ETAG, etag));
        if (hasAlready(request, etag)) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, file.type()));
        if (compressed) {
            response.header(GZIP).send(file.gzip());
        } else {
            response.send(file.plain());
        }
    }

    private static boolean acceptsGzip(ServerRequest request) {
        return values(request, HeaderNames.ACCEPT_ENCODING.defaultCase()).stream()
                .map(value -> value.toLowerCase(Locale.ROOT).replace(" ", ""))
                .anyMatch(value ->
                        value.equals("gzip")
                                || value.startsWith("gzip;") && !value.matches(".*;q=0(\\.0*)?"));
    }

    /// Whether `If-None-Match` names the file, with or without the mark of a weak tag.
    private static boolean hasAlready(ServerRequest request, String etag) {
        return values(request, HeaderNames.IF_NONE_MATCH.defaultCase()).stream()
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }

    private static List<String> values(ServerRequest request, String header) {
        return request.headers().values(HeaderNames.create(header)).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .toList();
    }
}
