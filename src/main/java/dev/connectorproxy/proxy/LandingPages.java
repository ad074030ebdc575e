package dev.connectorproxy.proxy;

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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// The pages for people: `/`, and the OpenAPI description at `/openapi`.
public final class LandingPages implements HttpService {
    private static final Header HTML =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    private static final Header TEXT =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");

    /// The text of async-http at `/`, unchanged, because scripts look for it.
    private static final byte[] ASYNC_HTTP_TEXT =
            ("This is the SpiffWorkflow Connector.   Point SpiffWorkfow-backend configuration to this url."
                            + " Please see /v1/commands for a list of commands this connector proxy will allow.")
                    .getBytes(StandardCharsets.UTF_8);

    /// The address in the pages, replaced by the one that the request was sent to.
    private static final String DEFAULT_ADDRESS = "localhost:8200";

    /// A host and port that need escaping neither in HTML nor in a shell.
    private static final Pattern PLAIN_AUTHORITY =
            Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private final String html = resource("/web/index.html");
    private final String text = resource("/web/index.txt");
    private final byte[] openapi =
            resource("/META-INF/openapi/openapi.json").getBytes(StandardCharsets.UTF_8);

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::root)
                .get("/liveness", CommandService::liveness)
                .get(
                        "/openapi",
                        (_, response) ->
                                response.header(HeaderValues.CONTENT_TYPE_JSON).send(openapi));
    }

    /// HTML for browsers, plain text for other clients, and the text of async-http for a client without `Accept`.
    private void root(ServerRequest request, ServerResponse response) {
        var accepted = request.headers().acceptedTypes();
        if (accepted.isEmpty()) {
            response.header(HTML).send(ASYNC_HTTP_TEXT);
            return;
        }
        boolean browser =
                accepted.stream().anyMatch(type -> type.mediaType().equals(MediaTypes.TEXT_HTML));
        response.header(HeaderValues.create(HeaderNames.VARY, "Accept"))
                .header(browser ? HTML : TEXT)
                .send(
                        (browser ? html : text)
                                .replace(DEFAULT_ADDRESS, address(request))
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static String address(ServerRequest request) {
        return Optional.of(request.authority())
                .filter(authority -> PLAIN_AUTHORITY.matcher(authority).matches())
                .orElse(DEFAULT_ADDRESS);
    }

    private static String resource(String name) {
        try (var in = LandingPages.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("in our own jar: " + name, e);
        }
    }
}
