package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// The development server as a part of the whole program.
@ServerMetricsLock
class DevServerComponentTest {

    @Test
    void eachListenerRespondsInItsOwnFormat() throws Exception {
        try (var client = HttpClient.newHttpClient();
                var proxy = new RunningProxy("{}")) {
            var nowhere =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + proxy.devPort().orElseThrow()
                                                    + "/v1/commands"))
                            .build();

            var dev = client.send(nowhere, BodyHandlers.ofString());
            var other = proxy.request("GET", "/connectors", "");

            assertThat(dev.statusCode(), is(404));
            assertThat(dev.body(), containsString("\"code\":\"INVALID_ARGUMENT\""));
            assertThat(other.status(), is(404));
            assertThat(other.errorCode(), is("NotFound"));
            assertThat(
                    proxy.logAfterClose(),
                    containsString("dev server listening on http://127.0.0.1:"));
        }
    }

    @Test
    void thereIsNoneWhenDisabled() throws IOException {
        try (var proxy = new RunningProxy("dev-server: {enabled: false}")) {
            assertThat(proxy.devPort().isPresent(), is(false));
            assertThat(proxy.logAfterClose(), not(containsString("dev server")));
        }
    }
}
