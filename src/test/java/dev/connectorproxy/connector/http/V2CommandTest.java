package dev.connectorproxy.connector.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.Retries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class V2CommandTest {
    private final V2Runner runner = V2Runner.answering(200, "text/plain; charset=utf-8", "ok");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GetRequestV2    | "params":5                       | InvalidParameters
                    GetRequestV2    | "params":true                    | InvalidParameters
                    GetRequestV2    | "params":["a","bb"]              | InvalidParameters
                    GetRequestV2    | "params":[[["a"],1]]             | InvalidParameters
                    GetRequestV2    | "headers":"X-A: 1"               | InvalidParameters
                    GetRequestV2    | "headers":["X-A: 1"]             | InvalidParameters
                    GetRequestV2    | "headers":7                      | InvalidParameters
                    GetRequestV2    | "headers":[[1,"a"]]              | InvalidParameters
                    GetRequestV2    | "headers":{"X-V":1}              | InvalidHeader
                    GetRequestV2    | "headers":{"X-V":["a"]}          | InvalidHeader
                    GetRequestV2    | "headers":{"X-V":" a"}           | InvalidHeader
                    GetRequestV2    | "headers":{"X-V":"\\na"}         | InvalidHeader
                    GetRequestV2    | "timeout":0                      | InvalidParameters
                    GetRequestV2    | "timeout":-1                     | InvalidParameters
                    GetRequestV2    | "timeout":1.5                    | InvalidParameters
                    GetRequestV2    | "timeout":"9"                    | InvalidParameters
                    GetRequestV2    | "bearer_token":"a b"             | InvalidParameters
                    GetRequestV2    | "bearer_token":"a\\r\\nX: 1"     | InvalidParameters
                    GetRequestV2    | "bearer_token":"ü"               | InvalidParameters
                    GetRequestV2    | "data":{}                        | InvalidParameters
                    GetRequestV2    | "body_format":"json"             | InvalidParameters
                    PostRequestV2   | "params":{"a":1}                 | InvalidParameters
                    PutRequestV2    | "attempts":2                     | InvalidParameters
                    DeleteRequestV2 | "attempts":2                     | InvalidParameters
                    PostRequestV2   | "body_format":"xml"              | InvalidParameters
                    PostRequestV2   | "body_format":"form","data":[1]  | InvalidParameters
                    PostRequestV2   | "data":[1e999]                   | InvalidParameters
                    PostRequestV2   | "data":"\\ud800"                 | InvalidParameters
                    """)
    void refusesArgumentsThatCannotBeSent(String command, String argument, String code) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                runner.run(
                                        command,
                                        "{\"url\":\"http://h.example/\"," + argument + "}"));

        assertThat(failure.code(), is(code));
        assertThat(failure.httpStatus(), is(400));
        assertThat(runner.sent(), is(empty()));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                        | MissingSchema
                    h.example/x               | MissingSchema
                    /x                        | MissingSchema
                    https//h.example          | MissingSchema
                    h.example:80/x            | InvalidSchema
                    127.0.0.1:8080/x          | InvalidSchema
                    mailto:me@h.example       | InvalidSchema
                    ftp://h.example/          | InvalidSchema
                    http:/h.example           | InvalidURL
                    http:h.example            | InvalidURL
                    http://h.example/\\ud800  | InvalidURL
                    """)
    void namesWhatIsWrongWithAUrlAsRequestsDoes(String url, String code) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> runner.run("GetRequestV2", "{\"url\":\"" + url + "\"}"));

        assertThat(failure.code(), is(code));
        assertThat(failure.getMessage(), not(containsString("h.example")));
    }

    @Test
    void refusesWhatItDoesNotDeclareUnlessItIsNull() {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                runner.run(
                                        "PostRequestV2",
                                        "{\"url\":\"http://h.example/\",\"nope\":1}"));
        runner.run("PostRequestV2", "{\"url\":\"http://h.example/\",\"params\":null}");

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(runner.sent().size(), is(1));
    }

    @Test
    void sendsABearerTokenOverHeaderAndUrl() {
        runner.run(
                "GetRequestV2",
                "{\"url\":\"http://u:p@h.example/\",\"bearer_token\":\"t.o-k\",\"headers\":{\"authorization\":\"x\"},\"basic_auth_username\":\"lone\"}");

        assertThat(header("Authorization"), is(Optional.of("Bearer t.o-k")));
        assertThat(runner.sent().getFirst().headers().size(), is(1));
    }

    @Test
    void anEmptyBearerTokenIsNone() {
        var done =
                runner.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"bearer_token\":\"\"}");

        assertThat(header("Authorization"), is(Optional.empty()));
        assertThat(done.logs().toString(), not(containsString("Set auth")));
    }

    @Test
    void refusesTwoWaysToAuthenticate() {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                runner.run(
                                        "GetRequestV2",
                                        "{\"url\":\"http://h.example/\",\"bearer_token\":\"canary\",\"basic_auth_username\":\"\",\"basic_auth_password\":\"\"}"));

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
        assertThat(failure.getMessage(), not(containsString("canary")));
    }

    @ParameterizedTest(name = "{0} {1}: {2} as {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    PostRequestV2   | "data":{"a":"ü b","n":1.50},"body_format":"form" | a=%C3%BC+b&n=1.50 | application/x-www-form-urlencoded
                    PostRequestV2   | "data":"a=b","body_format":"FORM"      | a=b        | -
                    PostRequestV2   | "body_format":"form"                   | -          | -
                    PostRequestV2   | "data":"ü","body_format":"raw"         | ü          | -
                    PutRequestV2    | "data":{"a": 1},"body_format":"raw"    | {"a":1}    | -
                    PutRequestV2    | "body_format":"raw"                    | -          | -
                    PatchRequestV2  | "data":{"a":1},"body_format":"none"    | -          | -
                    PatchRequestV2  | "data":{"a":1},"body_format":""        | {"a": 1}   | application/json
                    PatchRequestV2  | "data":{"a":1},"body_format":"Json"    | {"a": 1}   | application/json
                    DeleteRequestV2 | "data":{"a":1},"body_format":"form"    | a=1        | application/x-www-form-urlencoded
                    """)
    void writesTheBodyInTheFormatAskedFor(
            String command, String arguments, String body, String type) {
        runner.run(command, "{\"url\":\"http://h.example/\"," + arguments + "}");

        var sent = runner.sent().getFirst().body();
        assertThat(
                sent.map(it -> new String(it, StandardCharsets.UTF_8)),
                is(Optional.ofNullable(body)));
        assertThat(header("Content-Type"), is(Optional.ofNullable(type)));
    }

    /// The egress sends none where the value is empty.
    @Test
    void sendsNoAcceptWhereItIsNull() {
        runner.run(
                "GetRequestV2",
                "{\"url\":\"http://h.example/\",\"headers\":{\"accept\":null,\"X-A\":null}}");

        assertThat(header("Accept"), is(Optional.of("")));
        assertThat(runner.sent().getFirst().headers().size(), is(1));
    }

    @Test
    void keepsAContentTypeInWhateverCase() {
        runner.run(
                "PostRequestV2",
                "{\"url\":\"http://h.example/\",\"data\":{},\"headers\":{\"CONTENT-TYPE\":\"application/x\"}}");

        assertThat(header("Content-Type"), is(Optional.of("application/x")));
        assertThat(runner.sent().getFirst().headers().size(), is(1));
    }

    @Test
    void triesA5xxAgainASecondLater() {
        var attempts = new V2Runner(Map.of()).then(500, "", new byte[0]).then(599, "", new byte[0]);
        attempts.then(404, "", new byte[0]);

        var done = attempts.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"attempts\":9}");

        assertThat(done.httpStatus().getAsInt(), is(404));
        assertThat(attempts.pauses(), is(List.of(second(1), second(1))));
    }

    @ParameterizedTest(name = "attempts {0} are {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1     | 1
                    3     | 3
                    10    | 10
                    11    | 1
                    0     | 1
                    -2    | 1
                    2.0   | 1
                    "3"   | 1
                    true  | 1
                    [4]   | 1
                    null  | 1
                    99999999999 | 1
                    """)
    void takesAttemptsFromOneToTen(String attempts, int sent) {
        var failing = V2Runner.answering(503, "", "");

        var done =
                failing.run(
                        "HeadRequestV2",
                        "{\"url\":\"http://h.example/\",\"attempts\":" + attempts + "}");

        assertThat(failing.sent().size(), is(sent));
        assertThat(done.error().orElseThrow().code(), is("HttpError503"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CONNECT_TIMEOUT",
                "READ_TIMEOUT",
                "CONNECTION_ERROR",
                "CHUNKED_ENCODING_ERROR"
            })
    void triesAFailureAgainThatMayPass(ErrorCode code) {
        var failing = new V2Runner(Map.of()).then(new ConnectorException(code, "down"));
        failing.then(200, "", new byte[0]);

        var done = failing.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"attempts\":2}");

        assertThat(done.httpStatus().getAsInt(), is(200));
        assertThat(done.error(), is(Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SSL_ERROR",
                "EGRESS_BLOCKED",
                "TOO_MANY_REDIRECTS",
                "INVALID_URL",
                "RESPONSE_TOO_LARGE"
            })
    void triesNoFailureAgainThatStays(ErrorCode code) {
        var failing = new V2Runner(Map.of()).then(new ConnectorException(code, "no"));

        var done = failing.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"attempts\":5}");

        assertThat(failing.sent().size(), is(1));
        assertThat(done.error().orElseThrow().code(), is(code.code()));
        assertThat(done.httpStatus().getAsInt(), is(code.status()));
        assertThat(V2Runner.body(done), is("raw_response: no"));
    }

    @Test
    void endsBeforeTheDeadlineRatherThanWait() {
        var failing = V2Runner.answering(503, "", "");

        var done =
                failing.run(
                        "GetRequestV2",
                        "{\"url\":\"http://h.example/\",\"attempts\":5}",
                        Duration.ofMillis(900));

        assertThat(failing.pauses(), is(empty()));
        assertThat(done.httpStatus().getAsInt(), is(503));
    }

    @Test
    void letsTheCallersOwnLayerSeeThatTheProxyIsOverloaded() {
        var failing =
                new V2Runner(Map.of())
                        .then(new ConnectorException(ErrorCode.PROXY_OVERLOADED, "full"));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                failing.run(
                                        "GetRequestV2",
                                        "{\"url\":\"http://h.example/\",\"attempts\":5}"));

        assertThat(failure.is(ErrorCode.PROXY_OVERLOADED), is(true));
        assertThat(failing.sent().size(), is(1));
    }

    @Test
    void whatTheWayOutHoldsAgainstAHeaderHasTheNameThatRequestsGivesIt() {
        var failing =
                new V2Runner(Map.of())
                        .then(new ConnectorException(ErrorCode.INVALID_PARAMETERS, "bad header"));

        var done = failing.run("GetRequestV2", "{\"url\":\"http://h.example/\"}");

        assertThat(done.error().orElseThrow().code(), is("InvalidHeader"));
        assertThat(done.httpStatus().getAsInt(), is(400));
    }

    @ParameterizedTest(name = "{0} s of 10")
    @CsvSource({"3, 3", "10, 10", "99, 10", "2147483647, 10"})
    void boundsEachAttemptByTheTimeoutAndTheDeadline(int timeout, int most) {
        var failing = V2Runner.answering(500, "", "");

        failing.run(
                "GetRequestV2",
                "{\"url\":\"http://h.example/\",\"attempts\":2,\"timeout\":" + timeout + "}",
                second(10));

        assertThat(failing.timesLeft().size(), is(2));
        for (var left : failing.timesLeft()) {
            assertThat(left, is(lessThanOrEqualTo(second(most))));
            assertThat(left.compareTo(second(most - 1)) > 0, is(true));
        }
    }

    @Test
    void anOperatorsRetriesHoldUntilTheCallSaysOtherwise() {
        var set = new V2Runner(Map.of("retries.GET.attempts", "4")).then(200, "", new byte[0]);

        set.run("GetRequestV2", "{\"url\":\"http://h.example/\"}");
        set.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"attempts\":2}");

        assertThat(
                set.sent().stream().map(HttpRequest::retries).map(Retries::attempts).toList(),
                is(List.of(4, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetRequestV2", "PostRequestV2", "DeleteRequestV2"})
    void logsInTheReferencesWords(String command) {
        var done = runner.run(command, "{\"url\":\"http://h.example/a?x=1\"}");

        assertThat(
                String.join("\n", done.logs()),
                is(
                        """
                        [1795360270.300000] Will execute
                        [1795360270.300000] Will attempt 1 of 1
                        [1795360270.300000] Will call http://h.example/a?x=1
                        [1795360270.300000] Did call http://h.example/a?x=1
                        [1795360270.300000] Will parse http_response
                        [1795360270.300000] Did attempt 1 of 1
                        [1795360270.300000] Did execute
                        [1795360270.300000] Did parse http_response\
                        """));
    }

    @Test
    void logsAttemptsAndFailures() {
        var failing =
                new V2Runner(Map.of())
                        .then(new ConnectorException(ErrorCode.CONNECTION_ERROR, "refused"));

        var done =
                failing.run(
                        "GetRequestV2",
                        "{\"url\":\"http://h.example/\",\"attempts\":2,\"basic_auth_username\":\"u\",\"basic_auth_password\":\"p\"}");

        assertThat(
                String.join("\n", done.logs()).replace("[1795360270.300000] ", ""),
                is(
                        """
                        Will execute
                        Set auth
                        Will attempt 1 of 2
                        Will call http://h.example/
                        Did catch exception: refused
                        Did attempt 1 of 2
                        Sleeping before next attempt
                        Will attempt 2 of 2
                        Will call http://h.example/
                        Did catch exception: refused
                        Did attempt 2 of 2
                        Did execute\
                        """));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://h.example/a/b?x=1&fail=9          | http://h.example/a/b?x=1&fail=9
                    http://h.example                         | http://h.example
                    http://u:canary@h.example:81/x#canary    | http://h.example:81/x
                    http://canary@h.example?x=1              | http://h.example?x=1
                    http://h.example/?token=canary&b=2       | http://h.example/?token=***&b=2
                    http://h.example/?API_KEY=canary         | http://h.example/?API_KEY=***
                    http://h.example/?X-Amz-Signature=canary | http://h.example/?X-Amz-Signature=***
                    http://h.example/?q=canary-canary        | http://h.example/?q=***
                    http://h.example/?canary-canary          | http://h.example/?***
                    http://h.example/services/T0/XXXXcanaryXXXXXXXXXXXXXX | http://h.example/services/T0/***
                    h.example/canary                         | a URL without http:// or https://
                    """)
    void showsOfTheUrlWhatIsNoSecret(String url, String shown) {
        assertThat(V2Log.shown(url), is(shown));
    }

    private Optional<String> header(String name) {
        return runner.sent().getFirst().headers().stream()
                .filter(it -> it.name().equalsIgnoreCase(name))
                .map(HttpRequest.Header::value)
                .findFirst();
    }

    private static Duration second(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
