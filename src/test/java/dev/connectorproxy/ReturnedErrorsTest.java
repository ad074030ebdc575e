package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `errors: return`, through the whole program.
@ServerMetricsLock
class ReturnedErrorsTest extends DeferredCallsFixture {

    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http/GetRequestV2    | "url":"%s/404"            | 404 | HttpError404
                    http/GetRequest      | "url":"%s/503"            | 503 | HttpError503
                    http/GetRequestV2    | "url":"http://nowhere/"   | 403 | EgressBlocked
                    http/GetRequestV2    | "none":"%s"               | 400 | InvalidParameters
                    example/Example      | "none":"%s"               | 400 | InvalidParameters
                    slack/PostMessage    | "none":"%s"               | 400 | InvalidParameters
                    """)
    void anErrorIsData(String command, String parameters, int status, String code)
            throws IOException {
        respondWith(exchange -> {
            int asked = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            RecordingUpstream.send(exchange, asked, "application/json", "{\"n\":1.50}");
        });
        try (var proxy = proxy("")) {
            var given = parameters.formatted(upstream.url());
            var raised = proxy.run(command, "{" + given + "}", AS_ADMIN);
            var returned = proxy.run(command, "{\"errors\":\"Return\"," + given + "}", AS_ADMIN);

            assertThat(returned.status(), is(200));
            assertThat(returned.json().get("error"), is(JsonValue.NULL));
            assertThat(returned.commandResponse().getInt("http_status"), is(200));
            var body = returned.commandResponse().getJsonObject("body");
            assertThat(body.getInt("http_status"), is(status));
            assertThat(body.getJsonObject("error").getString("error_code"), is(code));
            assertThat(body.get("error"), is(raised.json().get("error")));
            assertThat(body.get("body"), is(raised.commandResponse().get("body")));
        }
    }

    @Test
    void aSuccessStaysAsItIs() throws IOException {
        try (var proxy = proxy("")) {
            var plain = proxy.run("http/GetRequest", url(""), AS_ADMIN);
            var asked = proxy.run("http/GetRequest", url(",\"errors\":\"return\""), AS_ADMIN);
            var raising = proxy.run("http/GetRequestV2", url(",\"errors\":\"raise\""), AS_ADMIN);

            assertThat(asked.body(), is(plain.body()));
            assertThat(raising.commandResponse().getInt("http_status"), is(200));
        }
    }

    @Test
    void anotherValueIsAParameterLikeAnyOther() throws IOException {
        try (var proxy = proxy("")) {
            var response = proxy.run("http/GetRequestV2", url(",\"errors\":\"x\""), AS_ADMIN);

            assertThat(response.errorCode(), is("InvalidParameters"));
        }
    }

    @Test
    void theErrorOfADeferredCallIsDataOfItsCallback() throws IOException {
        respondWith(exchange -> RecordingUpstream.send(exchange, 409, "text/plain", "taken"));
        try (var proxy = proxy("")) {
            run(proxy, "http/PostRequestAsync", "returned", ",\"errors\":\"return\"");
            var callback = json(arena.awaitCallback("returned").body());

            assertThat(callback.get("error"), is(JsonValue.NULL));
            var response = callback.getJsonObject("command_response");
            assertThat(response.getInt("http_status"), is(200));
            assertThat(response.getJsonObject("body").getInt("http_status"), is(409));
        }
    }

    @Test
    void theErrorsOfDeferredCallsThatAreCancelledOrLostAreDataToo() throws IOException {
        var asked = new CountDownLatch(2);
        var release = new CountDownLatch(1);
        respondWith(exchange -> {
            asked.countDown();
            Await.latch(release);
            exchange.close();
        });
        try (var proxy = proxy("")) {
            var cancelled = id(post(proxy, "cancelled"));
            post(proxy, "lost");
            Await.latch(asked);
            var cancel = "/admin/invocations/" + cancelled + "/cancel";
            proxy.request("POST", cancel, "{}", AS_ADMIN);

            assertThat(returned("cancelled"), is("InvocationCancelled"));
        }
        release.countDown();
        try (var _ = proxy("")) {
            assertThat(returned("lost"), is("OutcomeUnknown"));
        }
    }

    private RunningProxy.Response post(RunningProxy proxy, String task) {
        return run(proxy, "http/PostRequestAsync", task, ",\"errors\":\"return\"");
    }

    /// The code of the error that the callback has as its data.
    private String returned(String task) {
        var callback = json(arena.awaitCallback(task).body());
        assertThat(callback.get("error"), is(JsonValue.NULL));
        var response = callback.getJsonObject("command_response");
        assertThat(response.getInt("http_status"), is(200));
        return response.getJsonObject("body").getJsonObject("error").getString("error_code");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200 | {"command_response":{"body":{"a":1.50},"http_status":418},"command_response_version":2,"error":{"error_code":"Tea","message":"m"}}
                    418 | {"error":{"error_code":"Tea","message":"m"}}
                    """)
    void theErrorOfAnotherProxyIsData(int status, String sent) throws IOException {
        try (var peer =
                        new FakePeer()
                                .respondingWith(exchange -> FakePeer.json(exchange, status, sent));
                var proxy =
                        new RunningProxy(
                                "federation: [{name: py, url: '%s'}]\n".formatted(peer.url()))) {
            Await.condition(
                    "its list",
                    () -> proxy.request("GET", "/v1/commands", "").body().contains("py/Work"));

            var response = proxy.run("py/Work", "{\"a\":\"x\",\"errors\":\"return\"}");

            var body = response.commandResponse().getJsonObject("body");
            assertThat(response.json().get("error"), is(JsonValue.NULL));
            assertThat(response.commandResponse().getInt("http_status"), is(200));
            assertThat(body.getInt("http_status"), is(418));
            assertThat(body.getJsonObject("error").getString("error_code"), is("Tea"));
            assertThat(peer.calls().getFirst().body(), not(containsString("errors")));
        }
    }

    private void respondWith(RecordingUpstream.Responder responder) throws IOException {
        upstream.close();
        upstream = new RecordingUpstream(responder);
    }

    private String url(String more) {
        return "{\"url\":\"" + upstream.url() + "/\"" + more + "}";
    }
}
