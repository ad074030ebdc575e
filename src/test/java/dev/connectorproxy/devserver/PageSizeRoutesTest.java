package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.RoutingCase;
import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.fetch.PageSizeRoutes;
import dev.connectorproxy.devserver.fetch.PageSizes;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSizeRoutesTest extends RoutingCase {
    private final Http1Client client;

    PageSizeRoutesTest(DirectClient client) {
        this.client = client;
    }

    @SetUpRoute
    static void routes(HttpRouting.Builder routing) {
        var routes =
                new PageSizeRoutes(new PageSizes(0, 1_000), new JsonBodyReader(1_000), () -> {});
        routing.register("/config", routes).addFeature(new DevErrorHandler(new SilentLog()));
    }

    private static final class SilentLog implements DevLog {
        @Override
        public void warning(String message) {}

        @Override
        public void error(String message, Throwable failure) {}
    }

    private record Response(int status, String body) {}

    private Response put(String body) {
        try (var response =
                client.put("/config/page-size")
                        .header(HeaderNames.CONTENT_TYPE, "application/json")
                        .submit(body)) {
            return new Response(response.status().code(), response.as(String.class));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                  | \"message\":\"pageSize is required\"",
                "{\"pageSize\":1001} | \"details\":\"it must be 1 to 1000, or 0 for the usual one\"",
                "{\"pageSize\":1001} | \"message\":\"invalid pageSize\"",
                "{\"pageSize\":-1}   | \"message\":\"invalid pageSize\"",
                "[]                  | \"code\":\"INVALID_ARGUMENT\"",
            })
    void explainsAnInvalidPageSize(String body, String explanation) {
        var response = put(body);

        assertThat(response.body(), response.status(), is(400));
        assertThat(response.body(), response.body().contains(explanation), is(true));
    }

    @Test
    void showsThePageSizeThatIsSet() {
        var set = put("{\"pageSize\":7}");

        assertThat(set, is(new Response(200, "{\"most\":1000,\"pageSize\":7}\n")));
        assertThat(client.get("/config/page-size").requestEntity(String.class), is(set.body()));
    }
}
