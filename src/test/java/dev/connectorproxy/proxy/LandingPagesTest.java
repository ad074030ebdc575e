package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.RoutingCase;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandingPagesTest extends RoutingCase {
    private final Http1Client client;

    LandingPagesTest(DirectClient client) {
        this.client = client;
    }

    @SetUpRoute
    static void routes(HttpRouting.Builder routing) {
        routing.register(new LandingPages());
    }

    private Http1ClientResponse get(String accept, String host) {
        return client.get("/")
                .header(HeaderNames.ACCEPT, accept)
                .header(HeaderNames.HOST, host)
                .request();
    }

    @ParameterizedTest(name = "Accept: {0}")
    @CsvSource({
        "'text/html,*/*;q=0.8', text/html, <html",
        "'*/*', text/plain, /v1/commands",
        "application/json, text/plain, /v1/commands"
    })
    void showsTheLandingPageInTheAcceptedType(String accept, String type, String content) {
        try (var response = get(accept, "h.example")) {
            assertThat(
                    response.headers().get(HeaderNames.CONTENT_TYPE).get(), containsString(type));
            assertThat(response.as(String.class), containsString(content));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example:8300, http://proxy.example:8300",
        "[::1]:8300, http://[::1]:8300",
        "127.0.0.1, http://127.0.0.1",
        "a;b$(c), http://localhost:8200"
    })
    void showsTheFirstCallWithTheAddressOfTheRequest(String host, String address) {
        try (var response = get("*/*", host)) {
            var body = response.as(String.class);

            assertThat(body, containsString("curl " + address + "/v1/do/example/Example"));
            assertThat(body, containsString("CONNECTOR_PROXY_URL=" + address + "\n"));
        }
    }

    @Test
    void showsLivenessAndItsOwnDescription() {
        assertThat(
                client.get("/liveness").requestEntity(String.class),
                is("{\"status\": \"ok\", \"ok\": true}"));
        assertThat(
                client.get("/openapi").requestEntity(String.class),
                containsString("\"openapi\": \"3.1.0\""));
    }
}
