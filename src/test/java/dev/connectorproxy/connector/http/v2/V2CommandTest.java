package dev.connectorproxy.connector.http.v2;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The arguments and requests of the V2 commands.
class V2CommandTest {
    private final V2Runner runner = V2Runner.responding(200, "text/plain; charset=utf-8", "ok");

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
                    GetRequestV2    | "timeout":"9s"                    | InvalidParameters
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
    void reportsAnInvalidUrlAsRequestsDoes(String url, String code) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> runner.run("GetRequestV2", "{\"url\":\"" + url + "\"}"));

        assertThat(failure.code(), is(code));
        assertThat(failure.getMessage(), not(containsString("h.example")));
    }

    @Test
    void refusesUndeclaredArgumentsExceptNull() {
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
    void prefersABearerTokenToHeaderAndUrl() {
        runner.run(
                "GetRequestV2",
                "{\"url\":\"http://u:p@h.example/\",\"bearer_token\":\"t.o-k\",\"headers\":{\"authorization\":\"x\"},\"basic_auth_username\":\"lone\"}");

        assertThat(header("Authorization"), is(Optional.of("Bearer t.o-k")));
        assertThat(runner.sent().getFirst().headers().size(), is(1));
    }

    @Test
    void ignoresAnEmptyBearerToken() {
        var done =
                runner.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"bearer_token\":\"\"}");

        assertThat(header("Authorization"), is(Optional.empty()));
        assertThat(done.logs().toString(), not(containsString("Set auth")));
    }

    @Test
    void refusesTwoKindsOfAuthentication() {
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
    void writesTheBodyInTheRequestedFormat(
            String command, String arguments, String body, String type) {
        runner.run(command, "{\"url\":\"http://h.example/\"," + arguments + "}");

        var sent = runner.sent().getFirst().body();
        assertThat(
                sent.map(it -> new String(it, StandardCharsets.UTF_8)),
                is(Optional.ofNullable(body)));
        assertThat(header("Content-Type"), is(Optional.ofNullable(type)));
    }

    /// The egress sends no Accept header for an empty value.
    @Test
    void sendsNoAcceptHeaderIfItIsNull() {
        runner.run(
                "GetRequestV2",
                "{\"url\":\"http://h.example/\",\"headers\":{\"accept\":null,\"X-A\":null}}");

        assertThat(header("Accept"), is(Optional.of("")));
        assertThat(runner.sent().getFirst().headers().size(), is(1));
    }

    @Test
    void keepsTheCallersContentTypeInAnyCase() {
        runner.run(
                "PostRequestV2",
                "{\"url\":\"http://h.example/\",\"data\":{},\"headers\":{\"CONTENT-TYPE\":\"application/x\"}}");

        assertThat(header("Content-Type"), is(Optional.of("application/x")));
        assertThat(runner.sent().getFirst().headers().size(), is(1));
    }

    private Optional<String> header(String name) {
        return runner.sent().getFirst().headers().stream()
                .filter(it -> it.name().equalsIgnoreCase(name))
                .map(HttpRequest.Header::value)
                .findFirst();
    }
}
