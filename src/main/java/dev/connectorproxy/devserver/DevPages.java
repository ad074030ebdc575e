package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.FieldNames;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The documentation routes: the text at `/` and the OpenAPI document at `/openapi`.
final class DevPages implements HttpService {
    private static final Header TEXT =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", (_, response) -> response.header(TEXT).send(resource("/web/dev-server.txt")))
                .get(
                        "/openapi",
                        (_, response) ->
                                response.header(HeaderValues.CONTENT_TYPE_JSON)
                                        .send(resource(FieldNames.DOCUMENT)));
    }

    private static byte[] resource(String name) {
        try (var in = DevPages.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("in our own jar: " + name, e);
        }
    }
}
