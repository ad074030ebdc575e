package dev.connectorproxy.connector.ai;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.connector.CommandRun;
import dev.connectorproxy.connector.VendorServer;
import dev.connectorproxy.connector.VendorServer.Response;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlmRequestTest {
    private static final String CALL =
            "\"model\":\"tea-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Tea or coffée?\"}]";

    private final HttpEgress egress = LoopbackHttpEgress.create();
    private final LlmServer server = new LlmServer();

    LlmRequestTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        egress.close();
    }

    @Test
    void returnsTheCompletionAsTheServerWroteIt() {
        var run = run(CALL);

        assertThat(run.code(), is(""));
        assertThat(run.status(), is(200));
        assertThat(
                run.body()
                        .asJsonObject()
                        .getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("message")
                        .getString("content"),
                is("Tea."));
        assertThat(server.requests().getFirst().text(), is("{" + CALL + "}"));
    }

    /// Servers of Python write what `json.dumps` makes of a logarithm of 0.
    @Test
    void numbersThatJsonHasNotBecomeNull() {
        server.respondWith(
                Response.json(
                        200,
                        "{\"choices\":[{\"logprobs\":{\"content\":[{\"logprob\":-Infinity}]}}]}"));

        var run = run(CALL);

        assertThat(run.code(), is(""));
        assertThat(
                run.body().toString(),
                is("{\"choices\":[{\"logprobs\":{\"content\":[{\"logprob\":null}]}}]}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ,"tools":"[{\\"type\\":\\"function\\",\\"function\\":{\\"name\\":\\"f\\"}}]" | ,"tools":[{"type":"function","function":{"name":"f"}}]
                    ,"tools":[{"type":"function"}],"options":{"temperature":1.50,"seed":7}       | ,"tools":[{"type":"function"}],"temperature":1.50,"seed":7
                    ,"options":"{\\"n\\": 1}"                                                    | ,"n":1
                    ,"tools":[],"options":""                                                     | ''
                    ,"tools":"","options":{}                                                     | ''
                    """)
    void sendsToolsAndOptionsAsTheCallerWroteThem(String parameters, String sent) {
        var run = run(CALL + parameters);

        assertThat(run.message(), is(""));
        assertThat(server.requests().getFirst().text(), is("{" + CALL + sent + "}"));
    }

    @Test
    void takesMessagesAsText() {
        var run =
                run(
                        "\"model\":\"tea-1\",\"messages\":\"[{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"a\\\"}]\"");

        assertThat(run.code(), is(""));
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource({
        "400, invalid_value, LlmRequestError, 400",
        "401, invalid_api_key, LlmAuthError, 401",
        "403, '', LlmAuthError, 403",
        "402, '', LlmQuotaError, 402",
        "404, model_not_found, LlmRequestError, 404",
        "413, '', LlmRequestError, 413",
        "429, rate_limit_exceeded, LlmRateLimitError, 429",
        "429, insufficient_quota, LlmQuotaError, 402",
        "500, server_error, LlmServerError, 500",
        "503, '', LlmServerError, 503",
        "529, overloaded, LlmServerError, 529"
    })
    void reportsAnErrorWithAStatusThatSaysWhetherARetryHelps(
            int status, String reason, String code, int expected) {
        server.respondWith(LlmServer.error(status, "it is so", reason));

        var run = run(CALL);

        assertThat(run.code(), is(code));
        assertThat(run.status(), is(expected));
        assertThat(run.message(), containsString("it is so"));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    200 | {"error":{"message":"busy","code":429}} | LlmRateLimitError  | 429
                    200 | {"error":{"message":"busy"}}            | LlmServerError     | 502
                    200 | {}                                      | LlmInvalidResponse | 502
                    200 | <html>                                  | LlmInvalidResponse | 502
                    204 | ``                                      | LlmInvalidResponse | 502
                    502 | <html>                                  | LlmServerError     | 502
                    404 | {"error":"model 'x' not found"}         | LlmRequestError    | 404
                    """)
    void reportsWhatIsNoCompletion(int status, String body, String code, int expected) {
        server.respondWith(Response.json(status, body));

        var run = run(CALL);

        assertThat(run.code(), is(code));
        assertThat(run.status(), is(expected));
    }

    @Test
    void saysHowLongToWait() {
        server.respondWith(
                new Response(
                        429, Map.of("Retry-After", "20"), "{\"error\":{\"message\":\"slow\"}}"));

        assertThat(
                run(CALL).message(),
                is(
                        "the server of the model responded with HTTP status 429: slow; it asks to wait 20 s before the next try"));
    }

    @Test
    void showsNoKeyThatTheServerRefuses() {
        var run = run(CALL + ",\"api_key\":\"sk-0th3r\"");

        assertThat(run.code(), is("LlmAuthError"));
        assertThat(run.message(), containsString("Incorrect API key provided: ***"));
    }

    @Test
    void followsNoRedirectWithTheKey() throws IOException {
        try (var other = new VendorServer(_ -> Response.json(200, LlmServer.COMPLETION))) {
            server.respondWith(
                    new Response(
                            307, Map.of("Location", other.url() + "/v1/chat/completions"), ""));

            var run = run(CALL);

            assertThat(run.code(), is("LlmRequestError"));
            assertThat(run.status(), is(307));
            assertThat(other.requests(), is(List.of()));
        }
    }

    @Test
    void asksALocalServerWithoutAKey() throws IOException {
        try (var local = LlmServer.local()) {
            var run =
                    CommandRun.of(
                            new AiConnector(),
                            new ConnectorContext(egress, Map.of("api-base", local.url() + "/")),
                            "LlmRequest",
                            parse("{" + CALL + ",\"api_key\":\"\"}"));

            assertThat(run.code(), is(""));
            assertThat(local.requests().getFirst().header("authorization"), is(""));
        }
    }

    @Test
    void asksOpenAiByDefault() {
        var urls = new ArrayList<String>();
        Egress recording =
                (request, _) -> {
                    urls.add(request.url());
                    return new HttpResponse(200, List.of(), LlmServer.COMPLETION.getBytes());
                };

        CommandRun.of(
                new AiConnector(),
                new ConnectorContext(recording, Map.of()),
                "LlmRequest",
                parse("{" + CALL + "}"));

        assertThat(urls, is(List.of("https://api.openai.com/v1/chat/completions")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\":\"\"",
                "\"model\":\"a\\ud800\"",
                "\"messages\":[]",
                "\"messages\":\"hello\"",
                "\"messages\":{}",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;name=a;base64,spifffiledatadigest+0123456789012345678901234567890123456789012345678901234567890123\"}}]}]",
                "\"tools\":{}",
                "\"tools\":7",
                "\"options\":[]",
                "\"options\":{\"stream\":true}",
                "\"options\":{\"model\":\"x\"}",
                "\"api_key\":\"a b\"",
                "\"api_key\":\"a\\nb\"",
                "\"api_base\":\"localhost\"",
                "\"api_base\":\"https://user:pw@localhost/\"",
                "\"api_base\":\"https://localhost/?a=b\"",
                "\"api_base\":\"ftp://localhost/\"",
                "\"temperature\":1"
            })
    void refusesOtherArgumentsBeforeAnythingIsSent(String parameter) {
        var run = run(CALL + "," + parameter);

        assertThat(run.code(), is("InvalidParameters"));
        assertThat(run.message(), not(containsString("pw")));
        assertThat(server.requests(), is(List.of()));
    }

    @Test
    void refusesADefaultServerThatIsNoUrl() {
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> AiSettings.create(Map.of("api-base", "localhost:11434/v1")));

        assertThat(failure.getMessage(), startsWith("api-base must be an absolute"));
    }

    private CommandRun run(String parameters) {
        var arguments =
                Json.createObjectBuilder()
                        .add("api_key", LlmServer.KEY)
                        .add("api_base", server.url());
        parse("{" + parameters + "}").forEach(arguments::add);
        return CommandRun.of(
                new AiConnector(),
                new ConnectorContext(egress, Map.of()),
                "LlmRequest",
                arguments.build());
    }

    private static JsonObject parse(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
