package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The routes of the whole program, over sockets.
@ServerMetricsLock
class ProxyRoutesTest {
    private static RunningProxy proxy;
    private static RecordingUpstream upstream;

    @BeforeAll
    static void start() throws IOException {
        proxy = new RunningProxy("limits: {request-bytes: 4 KiB}\n");
        upstream = RecordingUpstream.json("{\"n\": 12.50,\"big\":123456789012345678901234567890}");
    }

    @AfterAll
    static void stop() {
        proxy.close();
        upstream.close();
    }

    @ParameterizedTest(name = "{0} {1} -> {3} {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    POST   | /v1/do/http/Nope          | {}                | 404 | command_not_found
                    POST   | /v1/do/nope/Nope          | {                 | 404 | command_not_found
                    GET    | /v1/do/nope/Nope          | ``                | 404 | command_not_found
                    POST   | /v1/do/http               | {}                | 404 | NotFound
                    GET    | /v1/nowhere               | ``                | 404 | NotFound
                    GET    | /v1/commands/             | ``                | 404 | NotFound
                    GET    | /elsewhere                | ``                | 404 | NotFound
                    PUT    | /v1/do/example/Example    | {}                | 405 | MethodNotAllowed
                    GET    | /v1/do/example/Example    | ``                | 405 | MethodNotAllowed
                    DELETE | /v1/commands              | ``                | 405 | MethodNotAllowed
                    POST   | /v1/auths                 | {}                | 405 | MethodNotAllowed
                    POST   | /liveness                 | {}                | 405 | MethodNotAllowed
                    POST   | /v1/do/example/Example    | {"message":       | 400 | InvalidRequest
                    POST   | /v1/do/example/Example    | [1]               | 400 | InvalidRequest
                    POST   | /v1/do/example/Example    | null              | 400 | InvalidRequest
                    POST   | /v1/do/example/Example    | {}                | 200 | InvalidParameters
                    POST   | /v1/do/example/Example    | {"message":7}     | 200 | InvalidParameters
                    POST   | /v1/do/http/GetRequest    | {"url":"x"}       | 200 | MissingSchema
                    POST   | /v1/do/http/GetRequest    | {"url":"ftp://h.example/"} | 200 | InvalidSchema
                    POST   | /v1/do/http/GetRequest    | {"url":"http:///"} | 200 | InvalidURL
                    POST   | /v1/do/http/GetRequest    | {"url":"http://10.0.0.1/"} | 200 | EgressBlocked
                    POST   | /v1/do/http/GetRequest    | {"url":"http://nope.invalid/"} | 200 | ConnectionError
                    POST   | /v1/do/http/GetRequest    | {"url":"http://127.0.0.1:1/"} | 200 | ConnectionError
                    """)
    void everyFailureIsAnEnvelope(
            String method, String path, String body, int status, String code) {
        var response = proxy.request(method, path, body);

        assertThat(response.status(), is(status));
        assertThat(response.errorCode(), is(code));
        assertThat(response.headers(), hasEntry("Content-Type", "application/json"));
        assertThat(response.headers().containsKey("Allow"), is(status == 405));
    }

    @Test
    void reportsAnUnknownCommandInTheWordsOfAsyncHttp() {
        assertThat(
                proxy.run("nope/Nope", "{}").body(),
                is(
                        "{\"command_response\":{},\"error\":{\"error_code\":\"command_not_found\",\"message\":"
                                + "\"It either does not exist or does not inherit from spiffworkflow_connector_command.\"}}"));
    }

    @Test
    void passesJsonOfTheTargetOnByteForByte() {
        var response = proxy.run("http/GetRequest", "{\"url\":\"" + upstream.url() + "/a\"}");

        assertThat(
                response.body(),
                is(
                        "{\"command_response\":{\"body\":{\"n\": 12.50,\"big\":123456789012345678901234567890},"
                                + "\"mimetype\":\"application/json\",\"http_status\":200,\"headers\":{}},"
                                + "\"command_response_version\":2,\"error\":null,\"spiff__logs\":[]}"));
    }

    @Test
    void neverPassesSpiffArenasOwnParametersToACommand() {
        var path = "/spiff";
        proxy.run(
                "http/PostRequest",
                "{\"url\":\"%s%s\",\"data\":{\"a\":1},\"spiff__task_data\":{\"secret\":1},\"spiff__headers\":{\"X\":\"y\"}}"
                        .formatted(upstream.url(), path));

        var seen = upstream.requests().stream().filter(it -> it.target().equals(path)).toList();
        assertThat(seen.size(), is(1));
        assertThat(seen.getFirst().body(), is("{\"a\":1}"));
        assertThat(seen.getFirst().headers(), not(hasKey("X")));
    }

    @Test
    void forwardsRequestIdAndTraceOnlyIfTheCallerSentThem() {
        var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var with =
                proxy.run(
                        "http/GetRequest",
                        "{\"url\":\"" + upstream.url() + "/traced\"}",
                        "X-Request-Id",
                        "my-id",
                        "traceparent",
                        trace);
        var without =
                proxy.run(
                        "http/GetRequest",
                        "{\"url\":\"" + upstream.url() + "/untraced\"}",
                        "traceparent",
                        "not-a-trace");

        var traced =
                upstream.requests().stream()
                        .filter(it -> it.target().equals("/traced"))
                        .findFirst()
                        .orElseThrow();
        var untraced =
                upstream.requests().stream()
                        .filter(it -> it.target().equals("/untraced"))
                        .findFirst()
                        .orElseThrow();
        assertThat(traced.headers().get("X-request-id"), is(List.of("my-id")));
        assertThat(traced.headers().get("Traceparent"), is(List.of(trace)));
        assertThat(untraced.headers(), not(hasKey("X-request-id")));
        assertThat(untraced.headers(), not(hasKey("Traceparent")));
        assertThat(with.headers(), hasEntry("X-Request-Id", "my-id"));
        assertThat(without.headers().get("X-Request-Id").length(), is(36));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/observe/health", "/observe/health/ready", "/observe/metrics"})
    void allowsOnlyGetUnderObserve(String path) {
        var posted = proxy.request("POST", path, "{}");
        var asked = proxy.request("OPTIONS", path, "");

        assertThat(posted.status(), is(405));
        assertThat(posted.headers(), hasEntry("Allow", "GET, HEAD, OPTIONS"));
        assertThat(asked.status(), is(200));
    }

    @Test
    void runsACommandForAGetWithABodyLikeAsyncHttp() {
        var response = proxy.request("GET", "/v1/do/example/Example", "{\"message\":\"hi\"}");

        assertThat(
                response.commandResponse().getJsonObject("body").getString("connector_response"),
                is("You passed the example connector: 'hi'. Have a good day!"));
        assertThat(response.commandResponse().containsKey("http_status"), is(false));
    }

    @Test
    void acceptsAFormInsteadOfJson() {
        var response =
                proxy.run(
                        "example/Example",
                        "message=a+b",
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(response.body(), containsString("'a b'"));
    }

    @Test
    void listsCommandsWithWhatHelpsTheAuthorOfADiagram() {
        var response = proxy.request("GET", "/v1/commands", "");
        JsonObject post;
        try (var reader = Json.createReader(new StringReader(response.body()))) {
            post =
                    reader.readArray().getValuesAs(JsonObject.class).stream()
                            .filter(it -> it.getString("id").equals("http/PostRequest"))
                            .findFirst()
                            .orElseThrow();
        }

        var parameters = post.getJsonArray("parameters").getValuesAs(JsonObject.class);
        assertThat(
                parameters.stream().map(it -> it.getString("id")).limit(7).toList(),
                is(
                        List.of(
                                "url",
                                "headers",
                                "data",
                                "body_format",
                                "include_response_headers",
                                "basic_auth_username",
                                "basic_auth_password")));
        assertThat(parameters.get(3).getString("default"), is("json"));
        assertThat(
                parameters.get(3).getJsonArray("enum").toString(),
                is("[\"json\",\"form\",\"raw\",\"multipart\",\"none\"]"));
        assertThat(
                parameters.stream().map(it -> it.getString("type")).toList(),
                not(hasItem("truthy")));
        assertThat(post.getJsonArray("errors").toString(), containsString("HttpError<status>"));
    }

    @Test
    void respondsToHeadAndOptions() {
        var head = proxy.request("HEAD", "/v1/commands", "");
        var get = proxy.request("GET", "/v1/commands", "");
        var options = proxy.request("OPTIONS", "/v1/do/http/GetRequest", "");

        assertThat(head.status(), is(200));
        assertThat(head.headers().get("Content-Length"), is(get.headers().get("Content-Length")));
        assertThat(options.status(), is(200));
        assertThat(options.headers(), hasEntry("Allow", "POST, OPTIONS"));
        assertThat(options.body(), is(""));
    }

    @Test
    void showsHealthMetricsAndItsOwnDescription() {
        assertThat(
                proxy.request("GET", "/liveness", "").body(),
                is("{\"status\": \"ok\", \"ok\": true}"));
        assertThat(proxy.request("GET", "/v1/liveness", "").body(), is("{\"ok\": true}"));
        assertThat(proxy.request("GET", "/v1/auths", "").body(), is("[]"));
        assertThat(proxy.request("GET", "/observe/health/ready", "").status(), is(200));
        assertThat(
                proxy.request("GET", "/observe/metrics", "").body(),
                containsString("connector_proxy_commands_total"));
        assertThat(proxy.request("GET", "/openapi", "").json().getString("openapi"), is("3.1.0"));
    }
}
