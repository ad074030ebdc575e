package dev.connectorproxy.server;

import static dev.connectorproxy.server.TestListener.LONG;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static final String ARENA = "https://arena.example.com";
    private static final String LOCAL = "http://localhost:7001";
    private static final TestListener LISTED = served(List.of(ARENA, LOCAL));
    private static final TestListener ANY = served(List.of("*"));
    private static final TestListener NONE = served(List.of());

    private static TestListener served(List<String> origins) {
        return TestListener.start(TestListener.settings(LONG, LONG, LONG, origins));
    }

    @AfterAll
    static void stop() {
        List.of(LISTED, ANY, NONE).forEach(TestListener::close);
    }

    private static RawClient.Response request(TestListener served, String line, String... headers)
            throws IOException {
        try (var client = served.client()) {
            var all = String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n");
            return client.send(line + " HTTP/1.1\r\nHost: x\r\n" + all + "\r\n").readResponse();
        }
    }

    private static List<String> corsHeaders(RawClient.Response response) {
        return response.headers().keySet().stream()
                .filter(name -> name.startsWith("access-control-"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {ARENA, LOCAL})
    void allowsEachListedOrigin(String origin) throws IOException {
        var response = request(LISTED, "GET /v1/hello", "Origin: " + origin);

        assertThat(response.status(), is(200));
        assertThat(response.header("access-control-allow-origin"), is(origin));
        assertThat(response.header("vary"), is("Origin"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            textBlock =
                    """
                    GET /v1/refused,             401
                    GET /v1/nowhere,             404
                    POST /v1/hello,              405
                    GET /v1/bug,                 500
                    """)
    void addsTheHeadersToEveryErrorResponse(String line, int status) throws IOException {
        var response = request(LISTED, line, "Origin: " + LOCAL);

        assertThat(response.status(), is(status));
        assertThat(response.header("access-control-allow-origin"), is(LOCAL));
        assertThat(response.header("vary"), is("Origin"));
    }

    @Test
    void addsTheHeadersToA413() throws IOException {
        var response =
                request(LISTED, "POST /v1/echo", "Origin: " + LOCAL, "Content-Length: 100000000");

        assertThat(response.status(), is(413));
        assertThat(response.header("access-control-allow-origin"), is(LOCAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/hello", "/v1/refused", "/v1/nowhere"})
    void respondsToAPreflightBeforeAnyRouteOrFilter(String path) throws IOException {
        var response =
                request(
                        LISTED,
                        "OPTIONS " + path,
                        "Origin: " + LOCAL,
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: Content-Type, Spiff-Connector-Proxy-Api-Key");

        assertThat(response.status(), is(200));
        assertThat(response.header("access-control-allow-origin"), is(LOCAL));
        assertThat(
                response.header("access-control-allow-headers"),
                is("Content-Type, Spiff-Connector-Proxy-Api-Key"));
        assertThat(response.header("access-control-allow-methods"), is("GET, HEAD, POST, OPTIONS"));
        assertThat(response.header("vary"), is("Origin"));
        assertThat(response.body(), is(""));
        assertThat(
                LISTED.handled.stream()
                        .filter(line -> line.startsWith("OPTIONS") && !line.endsWith("echo"))
                        .toList(),
                is(empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example.com",
                "http://arena.example.com",
                "https://arena.example.com:443",
                "https://arena.example.com.evil.example",
                "https://evil-arena.example.com",
                "https://arena.example.com/",
                "https://arena.example.com, http://localhost:7001",
                "null",
                "*",
            })
    void servesAnyOtherOriginWithoutCorsHeaders(String origin) throws IOException {
        var response = request(LISTED, "GET /v1/hello", "Origin: " + origin);

        assertThat(response.status(), is(200));
        assertThat(corsHeaders(response), is(empty()));
    }

    @Test
    void respondsToAPreflightOfAnotherOriginWithoutCorsHeaders() throws IOException {
        var response =
                request(
                        LISTED,
                        "OPTIONS /v1/echo",
                        "Origin: https://other.example.com",
                        "Access-Control-Request-Method: POST");

        assertThat(response.status(), is(200));
        assertThat(response.header("allow"), is("POST, OPTIONS"));
        assertThat(corsHeaders(response), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /both", "GET /v1", "GET /v1x/hello", "GET /"})
    void appliesToV1Only(String line) throws IOException {
        assertThat(corsHeaders(request(LISTED, line, "Origin: " + LOCAL)), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET //v1/hello",
                "GET /x/../v1/hello",
                "GET /%76%31/hello",
                "GET /v1%2Fhello",
                "GET /v1;a=b/hello",
                "GET http://x/v1/hello"
            })
    void seesThePathAsItIsRouted(String line) throws IOException {
        var response = request(LISTED, line, "Origin: " + LOCAL);

        assertThat(response.body(), is("hello"));
        assertThat(response.header("access-control-allow-origin"), is(LOCAL));
    }

    @Test
    void addsNoHeadersWithoutAnOrigin() throws IOException {
        var response = request(LISTED, "GET /v1/hello");

        assertThat(response.status(), is(200));
        assertThat(corsHeaders(response), is(empty()));
    }

    @Test
    void allowsAnyOriginOnRequest() throws IOException {
        var response = request(ANY, "GET /v1/hello", "Origin: https://whoever.example");

        assertThat(response.header("access-control-allow-origin"), is("*"));
        assertThat(response.header("vary"), is(""));
    }

    @Test
    void addsNoHeadersWithoutASetting() throws IOException {
        var response = request(NONE, "GET /v1/hello", "Origin: " + LOCAL);

        assertThat(response.status(), is(200));
        assertThat(corsHeaders(response), is(empty()));
        assertThat(response.header("vary"), is(""));
    }
}
