package dev.connectorproxy.connector.slack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.CommandResult.Unwrapped;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostMessageTest {
    private static final String TOKEN = "xoxb-s3cr3t";

    private final List<HttpRequest> sent = new ArrayList<>();

    @Test
    void postsTheMessageOnceAndReturnsSlacksResponseAsAString() {
        var done = post(200, "{\"ok\":true, \"ts\":\"1.5\"}", List.of());

        assertThat(body(done), is("{\"ok\":true, \"ts\":\"1.5\"}"));
        assertThat(done.httpStatus().orElseThrow(), is(200));
        assertThat(done.error().isPresent(), is(false));
        var request = sent.getFirst();
        assertThat(request.method(), is("POST"));
        assertThat(request.url(), is("https://slack.com/api/chat.postMessage"));
        assertThat(
                request.headers(),
                is(
                        List.of(
                                new Header("Authorization", "Bearer " + TOKEN),
                                new Header("Content-Type", "application/json"))));
        assertThat(
                new String(request.body().orElseThrow(), StandardCharsets.UTF_8),
                is("{\"channel\":\"#general\",\"text\":\"héllo *x* \\n\\\"\"}"));
        assertThat(request.retries().attempts(), is(1));
        assertThat(request.redirects(), is(HttpRequest.Redirects.RETURN));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    200 | {"ok":false,"error":"channel_not_found"}    | 400 | channel_not_found
                    200 | {"ok":false,"error":"e","response_metadata":{"messages":["[ERROR] one","[ERROR] two",3]}} | 400 | [ERROR] one. [ERROR] two
                    200 | {"ok":false,"error":"e","response_metadata":{"messages":[]}} | 400 | e
                    200 | {"ok":false,"error":"e","response_metadata":7} | 400 | e
                    200 | {"ok":false}                                | 400 | Slack refused the message and gave no reason
                    200 | {"ok":"true"}                               | 400 | Slack refused the message and gave no reason
                    200 | {"ok":false,"error":"ratelimited"}          | 429 | ratelimited
                    200 | {"ok":false,"error":"rate_limited"}         | 429 | rate_limited
                    200 | {"ok":false,"error":"internal_error"}       | 503 | internal_error
                    200 | {"ok":false,"error":"fatal_error"}          | 503 | fatal_error
                    200 | {"ok":false,"error":"request_timeout"}      | 503 | request_timeout
                    200 | {"ok":false,"error":"service_unavailable"}  | 503 | service_unavailable
                    200 | {"ok":false,"error":"team_added_to_org"}    | 503 | team_added_to_org
                    200 | {"ok":false,"error":"org_login_required"}   | 503 | org_login_required
                    200 | {"ok":false,"error":"external_channel_migrating"} | 503 | external_channel_migrating
                    200 | {"ok":false,"error":"internal_error","response_metadata":{"messages":["oops"]}} | 503 | oops
                    200 | {"ok":false,"error":"missing_scope","needed":"chat:write","provided":"users:read,im:read"} | 400 | missing_scope (needed chat:write; provided users:read,im:read)
                    200 | {"ok":false,"error":"missing_scope","needed":"chat:write","provided":["users:read","im:read"]} | 400 | missing_scope (needed chat:write; provided users:read,im:read)
                    200 | {"ok":false,"error":"missing_scope"}        | 400 | missing_scope
                    200 | {"ok":false,"error":"missing_scope","needed":"chat:write"} | 400 | missing_scope (needed chat:write)
                    200 | {"ok":false,"error":"got xoxb-s3cr3t"}      | 400 | got ***
                    404 | {"ok":true}                                 | 404 | Slack refused the message and gave no reason
                    503 | {"ok":false,"error":"service_unavailable"}  | 503 | service_unavailable
                    200 | <html>maintenance</html>                    | 200 | Unreadable (non JSON) response from Slack
                    503 | <html>down</html>                           | 503 | Unreadable (non JSON) response from Slack
                    200 | {oops                                       | 200 | Unreadable (non JSON) response from Slack
                    200 | [1]                                         | 200 | Unreadable (non JSON) response from Slack
                    302 | ``                                          | 302 | Unreadable (non JSON) response from Slack
                    """)
    void reportsAnErrorOfSlack(int status, String body, int expectedStatus, String message) {
        var done = post(status, body, List.of());

        assertThat(body(done), is("{}"));
        assertThat(done.httpStatus().orElseThrow(), is(expectedStatus));
        assertThat(done.error().orElseThrow().code(), is("SlackMessageFailed"));
        assertThat(done.error().orElseThrow().message(), is(message));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        "invalid_auth, SlackAuthError, 401",
        "token_expired, SlackAuthError, 401",
        "missing_scope, SlackPermissionError, 403",
        "not_in_channel, SlackPermissionError, 403",
        "channel_not_found, SlackMessageFailed, 400",
        "ratelimited, SlackMessageFailed, 429"
    })
    void reportsPreciseCodesIfTheyAreSet(String error, String code, int status) {
        var command =
                command(
                        responding(200, "{\"ok\":false,\"error\":\"%s\"}".formatted(error)),
                        Map.of("error-codes", "precise"));

        var done = run(command, TOKEN);

        assertThat(done.error().orElseThrow().code(), is(code));
        assertThat(done.httpStatus().orElseThrow(), is(status));
        assertThat(command.spec().errors().contains(code), is(true));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "thread_ts":"1503435956.000247" | ,"thread_ts":"1503435956.000247"
                    "thread_ts":1503435956.000247   | ,"thread_ts":"1503435956.000247"
                    "thread_ts":""                  | ``
                    "thread_ts":null                | ``
                    "blocks":[{"type": "divider"}]  | ,"blocks":[{"type":"divider"}]
                    "blocks":"[{\\"type\\":\\"divider\\"}]" | ,"blocks":[{"type":"divider"}]
                    "blocks":""                     | ``
                    "blocks":null                   | ``
                    "thread_ts":"1.5","blocks":[]   | ,"thread_ts":"1.5","blocks":[]
                    """)
    void postsBlocksAndRepliesToThreads(String parameters, String posted) {
        run(command(responding(200, "{\"ok\":true}"), Map.of()), json(parameters));

        assertThat(
                new String(sent.getFirst().body().orElseThrow(), StandardCharsets.UTF_8),
                is("{\"channel\":\"c\",\"text\":\"m\"" + posted + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "7", "true", "\"x\"", "\"{}\"", "\"[\""})
    void refusesBlocksThatAreNoList(String blocks) {
        var command = command(responding(200, "{\"ok\":true}"), Map.of());

        var failure =
                assertThrows(
                        ConnectorException.class, () -> run(command, json("\"blocks\":" + blocks)));

        assertThat(
                failure.getMessage(),
                is("parameter 'blocks' must be a list, or a list as JSON text"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    30                            | ratelimited; Slack asks to wait 30 s before the next try
                    Wed, 21 Oct 2026 07:28:00 GMT | ratelimited
                    """)
    void saysHowLongToWaitAfterARateLimit(String retryAfter, String message) {
        var done =
                post(
                        429,
                        "{\"ok\":false,\"error\":\"ratelimited\"}",
                        List.of(new Header("retry-after", retryAfter)));

        assertThat(done.httpStatus().orElseThrow(), is(429));
        assertThat(done.error().orElseThrow().message(), is(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xoxb-s3cr3t\n", "xoxb-s3cr3t\r\nX-Y: z", "xoxb s3cr3t", "xöxb-s3cr3t"})
    void refusesATokenThatIsInvalidInAHeaderWithoutShowingIt(String token) {
        var failure =
                assertThrows(ConnectorException.class, () -> post(responding(200, ""), token));

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
        assertThat(failure.getMessage(), not(containsString("s3cr3t")));
        assertThat(sent, is(List.of()));
    }

    @Test
    void refusesATokenThatIsTooLong() {
        var token = "x".repeat(1_001);

        var failure =
                assertThrows(ConnectorException.class, () -> post(responding(200, ""), token));

        assertThat(failure.getMessage(), is("parameter 'token' has more than 1000 characters"));
        assertThat(sent, is(List.of()));
    }

    @Test
    void passesOnConnectionFailuresWithTheFailureBody() {
        Egress failing =
                (_, _) -> {
                    throw new ConnectorException(ErrorCode.CONNECT_TIMEOUT, "too slow");
                };

        var failure = assertThrows(ConnectorException.class, () -> post(failing, TOKEN));

        assertThat(failure.code(), is("ConnectTimeout"));
        assertThat(command(failing, Map.of()).failureBody("too slow"), is(Json.createValue("{}")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "https://slack.example/api/, https://slack.example/api/chat.postMessage",
        "http://127.0.0.1:18090/slack/ok, http://127.0.0.1:18090/slack/ok/chat.postMessage",
        "http://stack_slack:8000, http://stack_slack:8000/chat.postMessage",
        "https://slack.example, https://slack.example/chat.postMessage"
    })
    void appendsTheMethodToTheBaseUrl(String base, String url) {
        var command = command(responding(200, "{\"ok\":true}"), Map.of("base-url", base));

        run(command, TOKEN);

        assertThat(sent.getFirst().url(), is(url));
    }

    private Done post(int status, String body, List<Header> headers) {
        return post(
                (request, _) -> {
                    sent.add(request);
                    return new HttpResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
                },
                TOKEN);
    }

    private Egress responding(int status, String body) {
        return (request, _) -> {
            sent.add(request);
            return new HttpResponse(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Done post(Egress egress, String token) {
        return run(command(egress, Map.of()), token);
    }

    private static Command command(Egress egress, Map<String, String> settings) {
        return new SlackConnector().commands(new ConnectorContext(egress, settings)).getFirst();
    }

    private static Done run(Command command, String token) {
        var json =
                Json.createObjectBuilder()
                        .add("token", token)
                        .add("channel", "#general")
                        .add("message", "héllo *x* \n\"")
                        .build()
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        return run(command, json);
    }

    private static byte[] json(String parameters) {
        return "{\"token\":\"t\",\"channel\":\"c\",\"message\":\"m\",%s}"
                .formatted(parameters)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Done run(Command command, byte[] json) {
        var arguments =
                ArgumentCheck.check(command.spec(), JsonText.of(json, 9).orElseThrow().members());
        var call = new Call("id", false, Optional.empty(), Long.MAX_VALUE, Call.Trail.NONE);
        return switch (command.execute(arguments, call)) {
            case Done done -> done;
            case WithoutLogs(var body, var status) ->
                    new Done(body, status, Optional.empty(), Optional.empty(), List.of());
            case Unwrapped bare -> throw new AssertionError(bare);
        };
    }

    private static String body(Done done) {
        return ((JsonString) ((Body.Tree) done.body()).value()).getString();
    }
}
