package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.FieldNames;
import dev.connectorproxy.devserver.page.PageFiles;
import dev.connectorproxy.devserver.page.PageResponses;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The documentation routes and the workbench: at `/` the page for browsers and the list of calls for other clients,
/// the files of the page below [#FILES], and the OpenAPI document at `/openapi`.
final class DevPages implements HttpService {
    /// The path of the files of the page, which need no API key: they contain nothing of a connector.
    static final String FILES = "/workbench/";

    private static final Header TEXT =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Accept");

    private final PageFiles files = new PageFiles();
    private final PageResponses page = new PageResponses(files);

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::root)
                .get(FILES + "{+file}", this::file)
                .get(
                        "/openapi",
                        (_, response) ->
                                response.header(HeaderValues.CONTENT_TYPE_JSON)
                                        .send(resource(FieldNames.DOCUMENT)));
    }

    private void root(ServerRequest request, ServerResponse response) {
        boolean browser =
                request.headers().acceptedTypes().stream()
                        .anyMatch(type -> type.mediaType().equals(MediaTypes.TEXT_HTML));
        if (browser) {
            page.sendPage(request, response);
        } else {
            response.header(VARY).header(TEXT).send(resource("/web/dev-server.txt"));
        }
    }

    private void file(ServerRequest request, ServerResponse response) {
        var file =
                files.find(request.path().pathParameters().get("file"))
                        .orElseThrow(() -> DevServerException.notFound("file not found"));
        page.send(file, request, response);
    }

    private static byte[] resource(String name) {
        try (var in = DevPages.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("in our own jar: " + name, e);
        }
    }
}
