package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.RoutingCase;
import dev.connectorproxy.observe.LogSettings;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.io.OutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest extends RoutingCase {
    private final Http1Client client;

    FailuresTest(DirectClient client) {
        this.client = client;
    }

    @SetUpRoute
    static void routes(HttpRouting.Builder routing) {
        var log =
                new LogWriter(
                        OutputStream.nullOutputStream(),
                        new LogSettings(LogSettings.Format.JSON, LogSettings.Level.ERROR));
        routing.addFeature(new Failures(log))
                .get("/gone", (_, _) -> fail(new HttpException("canary", Status.GONE_410)))
                .get(
                        "/gateway",
                        (_, _) -> fail(new HttpException("canary", Status.BAD_GATEWAY_502)))
                .get(
                        "/overloaded",
                        (_, _) ->
                                fail(
                                        new ConnectorException(
                                                ErrorCode.PROXY_OVERLOADED, "too many calls")))
                .get("/timeout", (_, _) -> fail(new ConnectorException("Mine", 408, "too slow")))
                .get("/bug", (_, _) -> fail(new IllegalStateException("canary")));
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource({
        "/gone, 410, InvalidRequest, '', Gone",
        "/gateway, 502, INTERNAL_ERROR, '', Bad Gateway",
        "/overloaded, 503, ProxyOverloaded, 1, too many calls",
        "/timeout, 408, Mine, '', too slow",
        "/bug, 500, INTERNAL_ERROR, '', Internal Server Error",
    })
    void everyFailureIsAnEnvelope(
            String path, int status, String code, String retryAfter, String message) {
        try (var response = client.get(path).request()) {
            var body = response.as(String.class);

            assertThat(response.status().code(), is(status));
            assertThat(
                    response.headers().get(HeaderNames.CONTENT_TYPE).get(), is("application/json"));
            assertThat(
                    response.headers().first(HeaderNames.RETRY_AFTER).orElse(""), is(retryAfter));
            assertThat(body, containsString("\"error_code\":\"" + code + "\""));
            assertThat(body, containsString("\"message\":\"" + message + "\""));
            assertThat(body, not(containsString("canary")));
        }
    }
}
