package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls forwarded to another proxy, over sockets.
@ServerMetricsLock
class FederatedCallsTest extends FederatedCallsFixture {
    @Test
    void theBodyIsForwardedUnchangedExceptForTheTaskData() throws IOException {
        try (var proxy = proxy("")) {
            proxy.run(
                    "py/Work",
                    "{\"a\": 12.50,\"spiff__task_data\":{\"big\":[1]},\"spiff__callback_url\":\"http://arena/1\" ,\"ä\":1}");

            var call = peer.calls().getFirst();
            assertThat(call.method(), is("POST"));
            assertThat(call.target(), is("/v1/do/py/Work"));
            assertThat(
                    call.body(),
                    is("{\"a\": 12.50,\"spiff__callback_url\":\"http://arena/1\",\"ä\":1}"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"command_response":{"body":{"a":NaN,"b":1.50}},"spiff__logs":["x"]} | {"command_response":{"body":{"a":null,"b":1.50}},"spiff__logs":["x","NaN or Infinity in the response of the other proxy became null"]}
                    {"command_response":{"body":-Infinity},"error":null} | {"command_response":{"body":null},"error":null,"spiff__logs":["NaN or Infinity in the response of the other proxy became null"]}
                    [Infinity, "NaN"]                                    | [null, "NaN"]
                    \uFEFF{"command_response":{"body":1}}                | {"command_response":{"body":1}}
                    """)
    void pythonsJsonIsPassedOnAsJson(String sent, String received) throws IOException {
        peer.respondingWith(exchange -> FakePeer.json(exchange, 200, sent));
        try (var proxy = proxy("")) {
            assertThat(proxy.run("py/Work", "{}").body(), is(received));
        }
    }

    @Test
    void theTaskDataIsForwardedIfTheSettingsSaySo() throws IOException {
        var body = "{ \"a\":1,\"spiff__task_data\":{\"b\":2} }";
        try (var proxy = proxy(", forward-task-data: true")) {
            proxy.run("py/Work", body);

            assertThat(peer.calls().getFirst().body(), is(body));
        }
    }

    @Test
    void aFormIsForwardedAsAForm() throws IOException {
        try (var proxy = proxy("")) {
            proxy.run(
                    "py/Work",
                    "a=1+2&spiff__task_data=%7B%7D&spiff%5F_task_data=x&b=%C3%A4",
                    "Content-Type",
                    "application/x-www-form-urlencoded; charset=utf-8");

            var call = peer.calls().getFirst();
            assertThat(call.body(), is("a=1+2&b=%C3%A4"));
            assertThat(
                    call.headers(),
                    hasEntry("Content-type", List.of("application/x-www-form-urlencoded")));
        }
    }

    @Test
    void ownKeyIsNotForwardedAndThePeersKeyIsSent() throws IOException {
        try (var proxy = proxy(", api-key: theirs", "security: {api-key: ours}\n", "ours")) {
            proxy.run(
                    "py/Work",
                    "{}",
                    KEY,
                    "ours",
                    "Authorization",
                    "Bearer mine",
                    "Cookie",
                    "c=1",
                    "X-Request-Id",
                    "my-id",
                    "traceparent",
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

            var headers = peer.calls().getFirst().headers();
            assertThat(headers, hasEntry("Spiff-connector-proxy-api-key", List.of("theirs")));
            assertThat(headers, hasEntry("X-request-id", List.of("my-id")));
            assertThat(
                    headers,
                    hasEntry(
                            "Traceparent",
                            List.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")));
            assertThat(headers, not(hasKey("Authorization")));
            assertThat(headers, not(hasKey("Cookie")));
            assertThat(headers.toString(), not(containsString("ours")));
        }
    }

    @Test
    void withoutAKeyForThePeerNoneIsSent() throws IOException {
        try (var proxy = proxy("", "security: {api-key: ours}\n", "ours")) {
            proxy.run("py/Work", "{}", KEY, "ours");

            assertThat(
                    peer.calls().getFirst().headers(),
                    not(hasKey("Spiff-connector-proxy-api-key")));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "200, application/json",
        "202, application/json",
        "400, text/html",
        "404, text/html; charset=utf-8",
        "429, application/json",
        "500, text/html",
        "503, garbage;;",
    })
    void statusAndBodyComeBackByteForByte(int status, String contentType) throws IOException {
        var body = "{ \"command_response\" : {\"n\":1.50, \"ä\":[1,2]},\n\"x\":null}";
        peer.respondingWith(
                exchange -> RecordingUpstream.send(exchange, status, contentType, body));
        try (var proxy = proxy("")) {
            var response = proxy.run("py/Work", "{\"spiff__callback_url\":\"http://arena\"}");

            assertThat(response.status(), is(status));
            assertThat(response.body(), is(body));
            assertThat(response.headers(), hasEntry("Content-Type", "application/json"));
            assertThat(peer.calls().size(), is(1));
        }
    }

    @Test
    void anEncodingThatWasNotAskedForIsNamed() throws IOException {
        peer.respondingWith(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "br");
            RecordingUpstream.send(exchange, 200, "application/json", "\u000b\u0003");
        });
        try (var proxy = proxy("")) {
            var response = proxy.run("py/Work", "{}");

            assertThat(
                    response.json().getJsonObject("error").getString("message"),
                    is("the proxy 'calls' answered HTTP 200 without JSON, encoded with br"));
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} -> {3} {4}")
    @CsvSource({
        "401, application/json, '{\"error\":\"Unauthorized\"}', ConnectorNotConfigured, 400",
        "200, text/html, <html>, ConnectionError, 502",
        "502, text/html, <html>, ConnectionError, 502",
        "404, text/html, <html>, ConnectionError, 502",
        "200, application/json, '{\"a\":nan}', JSONDecodeError, 200",
        "500, application/json, '{\"a\":', ConnectionError, 502",
        "200, application/json, '', JSONDecodeError, 200",
        "302, application/json, '{}', ConnectorNotConfigured, 400",
        "307, application/json, '{}', ConnectorNotConfigured, 400",
    })
    void aResponseThatCannotBePassedOnIsAFailureInOurOwnEnvelope(
            int status, String contentType, String body, String code, int upstreamStatus)
            throws IOException {
        peer.respondingWith(
                exchange -> RecordingUpstream.send(exchange, status, contentType, body));
        try (var proxy = proxy("")) {
            var response = proxy.run("py/Work", "{}");

            assertThat(response.status(), is(200));
            assertThat(response.errorCode(), is(code));
            assertThat(response.message(), startsWith("the proxy '"));
            assertThat(response.commandResponse().getInt("http_status"), is(upstreamStatus));
            assertThat(response.json().getInt("command_response_version"), is(2));
        }
    }

    @Test
    void aRedirectIsFollowedToTheSameOriginOnly() throws IOException {
        try (var elsewhere = new FakePeer();
                var proxy = proxy(", api-key: theirs")) {
            peer.respondingWith(exchange -> {
                if (exchange.getRequestURI().getPath().equals("/v1/do/py/Work")) {
                    exchange.getResponseHeaders().set("Location", "/really/here?q=a%20b+c&d");
                    exchange.sendResponseHeaders(307, -1);
                } else {
                    FakePeer.json(exchange, 200, "{\"here\":1}");
                }
            });
            var sameOrigin = proxy.run("py/Work", "{\"a\":1}");
            peer.respondingWith(exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere.url() + "/v1/do/py/Work");
                exchange.sendResponseHeaders(308, -1);
            });
            var otherOrigin = proxy.run("py/Work", "{\"a\":1}");
            peer.respondingWith(exchange -> {
                exchange.getResponseHeaders().set("Location", "/v1/do/py/Work");
                exchange.sendResponseHeaders(308, -1);
            });
            var loop = proxy.run("py/Work", "{\"a\":1}");

            assertThat(sameOrigin.body(), is("{\"here\":1}"));
            assertThat(peer.calls().get(1).body(), is("{\"a\":1}"));
            assertThat(peer.calls().get(1).target(), is("/really/here?q=a%20b+c&d"));
            assertThat(otherOrigin.errorCode(), is("ConnectorNotConfigured"));
            assertThat(elsewhere.calls().size(), is(0));
            assertThat(loop.errorCode(), is("TooManyRedirects"));
        }
    }

    @Test
    void logAndMetricsRecordItLikeAnyCommand() throws IOException {
        peer.respondingWith(exchange ->
                FakePeer.json(
                        exchange,
                        500,
                        "{\"command_response\":{\"http_status\":422},\"error\":{\"error_code\":\"KeyError\",\"message\":\"x\"}}"));
        var proxy = proxy(", api-key: theirs-secret");
        try (proxy) {
            proxy.run("py/Work", "{\"spiff__process_model_identifier\":\"g/m\"}");
            var metrics = proxy.request("GET", "/observe/metrics", "").body();

            assertThat(metrics, containsString("command=\"py/Work\""));
            assertThat(metrics, containsString("connector_proxy_federation_up{peer=\""));
            var log = proxy.logAfterClose();
            var line = log.lines().filter(it -> it.contains("py/Work")).findFirst().orElseThrow();
            assertThat(line, containsString("KeyError"));
            assertThat(line, containsString("422"));
            assertThat(line, containsString("g/m"));
            assertThat(line, containsString(peer.url()));
            assertThat(log, not(containsString("theirs-secret")));
        }
    }
}
