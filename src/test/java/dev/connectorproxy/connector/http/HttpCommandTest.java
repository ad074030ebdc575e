package dev.connectorproxy.connector.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCommandTest {
    private static final Call CALL =
            new Call("id", false, Optional.empty(), Long.MAX_VALUE, Call.Trail.NONE);

    private final List<HttpRequest> sent = new ArrayList<>();
    private final Egress recording =
            (request, _) -> {
                sent.add(request);
                return new HttpResponse(200, List.of(), new byte[0]);
            };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"u\",\"params\":[\"a\",\"bb\"]}",
                "{\"url\":\"u\",\"params\":[1,2]}",
                "{\"url\":\"u\",\"params\":5}",
                "{\"url\":\"u\",\"params\":true}",
                "{\"url\":\"u\",\"headers\":\"X-A: 1\"}",
                "{\"url\":\"u\",\"headers\":[\"X-A: 1\"]}",
                "{\"url\":\"u\",\"headers\":{\"X-V\":1}}",
                "{\"url\":\"u\",\"headers\":{\"X-V\":{\"a\":1}}}",
                "{\"url\":\"u\",\"headers\":{\"X-V\":null}}",
                "{\"url\":\"u\",\"headers\":[[1,\"a\"]]}",
                "{\"url\":\"u\",\"body_format\":\"form\",\"data\":[1]}",
                "{\"url\":\"u\",\"body_format\":\"form\",\"data\":true}",
                "{\"url\":\"u\",\"data\":\"\\ud800\"}",
                "{\"url\":\"u\",\"body_format\":\"form\",\"data\":{\"a\":\"\\udc00?\"}}"
            })
    void refusesArgumentsThatCannotBeSent(String arguments) {
        var failure = assertThrows(ConnectorException.class, () -> post(arguments));

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
        assertThat(sent, is(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " http://x.example/",
                "http://x.example/ ",
                "http://x.example/a\\nb",
                "http://x.example/\\u0000",
                "http://x.example/\\ud800"
            })
    void refusesMalformedUrls(String url) {
        var failure =
                assertThrows(ConnectorException.class, () -> post("{\"url\":\"" + url + "\"}"));

        assertThat(failure.is(ErrorCode.INVALID_URL), is(true));
        assertThat(failure.getMessage(), not(containsString("x.example")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://h.example/a/./b/../c           | http://h.example/a/c
                    http://h.example/../../a              | http://h.example/a
                    http://h.example/a//b                 | http://h.example/a//b
                    http://h.example/..                   | http://h.example/
                    http://h.example/.hidden/..a          | http://h.example/.hidden/..a
                    http://h.example?q=a b"<>             | http://h.example/?q=a%20b%22%3C%3E
                    http://u@h.example/?a=b@c             | http://h.example/?a=b@c
                    http://h.example/?u=http://a@b/       | http://h.example/?u=http://a@b/
                    http://a\\@h.example/                 | http://a\\@h.example/
                    HTTPS://H.example/X                   | https://H.example/X
                    """)
    void writesTheUrlAsAsyncHttpDoes(String url, String expected) {
        post(Json.createObjectBuilder().add("url", url).build().toString());

        assertThat(sent.getFirst().url(), is(expected));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "1e21, 1e%2B21",
        "1e-7, 1e-07",
        "1e3, 1000.0",
        "12.50, 12.50",
        "-0.25e1, -2.5",
        "0e5, 0.0",
        "1e400, 1E%2B400",
        "123456789012345678901, 123456789012345678901"
    })
    void writesNumbersInQueriesAsPythonDoesWithoutLosingDigits(String number, String expected) {
        post("{\"url\":\"http://h.example/\",\"params\":{\"n\":" + number + "}}");

        assertThat(sent.getFirst().url(), is("http://h.example/?n=" + expected));
    }

    @Test
    void writesNestedValuesOfQueriesAndFormsAsJson() {
        post("{\"url\":\"http://h.example/\",\"params\":{\"a\":{\"b\":1},\"l\":[[2],null]}}");

        assertThat(sent.getFirst().url(), is("http://h.example/?a=%7B%22b%22%3A1%7D&l=%5B2%5D&l="));
    }

    @Test
    void reportsConnectionFailuresWithTheCodesOfAsyncHttpIfConfigured() {
        Egress failing =
                (_, _) -> {
                    throw new ConnectorException(ErrorCode.CONNECT_TIMEOUT, "too slow");
                };

        var precise =
                assertThrows(
                        ConnectorException.class, () -> post("{\"url\":\"u\"}", failing, Map.of()));
        var reference =
                assertThrows(
                        ConnectorException.class,
                        () -> post("{\"url\":\"u\"}", failing, Map.of("error-codes", "reference")));

        assertThat(precise.code(), is("ConnectTimeout"));
        assertThat(reference.code(), is("INTERNAL_ERROR"));
        assertThat(reference.httpStatus(), is(504));
    }

    @Test
    void readsRetriesByMethodWithoutADefault() {
        var settings =
                HttpSettings.create(
                        Map.of(
                                "retries.GET.attempts",
                                "3",
                                "retries.GET.backoff",
                                "PT0.1S",
                                "retries.GET.max-backoff",
                                "PT1S"));

        assertThat(settings.retries(HttpSettings.Method.GET).attempts(), is(3));
        assertThat(settings.retries(HttpSettings.Method.GET).backoff(), is(Duration.ofMillis(100)));
        assertThat(settings.retries(HttpSettings.Method.HEAD).attempts(), is(1));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "error-codes | both | error-codes must be precise or reference",
                "json-depth | 0 | json-depth must be 1 to 1000",
                "json-depth | deep | json-depth must be a whole number",
                "timeout | 1 | timeout is not a setting; there are error-codes, json-depth and retries.<METHOD>",
                "retries.POST.attempts | 2 | retries.POST.attempts is not a setting; retries are for GET, HEAD, PUT and DELETE, in upper case",
                "retries.GET.tries | 2 | retries.GET.tries is not a setting; retries.<METHOD> has attempts, backoff and max-backoff",
                "retries.GET.attempts | 11 | retries.GET.attempts must be 1 to 10",
                "retries.GET.backoff | soon | retries.GET.backoff must be a duration in ISO 8601, such as PT0.2S"
            })
    void refusesInvalidSettings(String key, String value, String message) {
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> HttpSettings.create(Map.of(key, value)));

        assertThat(failure.getMessage(), is(message));
    }

    @Test
    void everyCommandSendsThroughTheEgressThatAddsTheIdempotencyKey() {
        var methods = new ArrayList<String>();
        var context =
                new ConnectorContext(
                        (_, _) -> {
                            throw new IllegalStateException("not called");
                        },
                        (request, _) -> {
                            methods.add(request.method());
                            return new HttpResponse(204, List.of(), new byte[0]);
                        },
                        Map.of());
        var arguments = new Arguments(Map.of("url", JsonText.ofString("https://example.com/")));
        var commands = new HttpConnector().commands(context);

        commands.forEach(command -> command.execute(arguments, CALL));

        assertThat(methods.size(), is(commands.size()));
    }

    private void post(String arguments) {
        post(arguments, recording, Map.of());
    }

    private static void post(String arguments, Egress egress, Map<String, String> settings) {
        var command =
                new HttpConnector()
                        .commands(new ConnectorContext(egress, settings)).stream()
                                .filter(it -> it.spec().name().equals("PostRequest"))
                                .findFirst()
                                .orElseThrow();
        byte[] json = arguments.getBytes(StandardCharsets.UTF_8);
        command.execute(
                ArgumentCheck.check(command.spec(), JsonText.of(json, 9).orElseThrow().members()),
                CALL);
    }
}
