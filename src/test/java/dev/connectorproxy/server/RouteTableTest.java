package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private static final Handler IGNORED = (_, _) -> {};
    private static final TestListener SERVED = TestListener.withLongTimeouts();

    @AfterAll
    static void stop() {
        SERVED.close();
    }

    private static RawClient.Response request(String method, String path) throws IOException {
        try (var client = SERVED.client()) {
            client.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return method.equals("HEAD") ? client.readHead() : client.readResponse();
        }
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    GET,     /v1/hello,            200, ``
                    POST,    /v1/hello,            405, `GET, HEAD, OPTIONS`
                    DELETE,  /v1/hello,            405, `GET, HEAD, OPTIONS`
                    BREW,    /v1/hello,            405, `GET, HEAD, OPTIONS`
                    TRACE,   /v1/hello,            405, `GET, HEAD, OPTIONS`
                    CONNECT, /v1/hello,            405, `GET, HEAD, OPTIONS`
                    get,     /v1/hello,            400, ``
                    Post,    /v1/echo,             400, ``
                    OPTIONS, *,                    404, ``
                    GET,     http://x/v1/hello,    200, ``
                    HEAD,    /v1/echo,             405, `POST, OPTIONS`
                    GET,     /v1/echo,             405, `POST, OPTIONS`
                    PATCH,   /both,                405, `GET, POST, HEAD, OPTIONS`
                    OPTIONS, /v1/hello,            200, `GET, HEAD, OPTIONS`
                    OPTIONS, /v1/echo,             200, `POST, OPTIONS`
                    OPTIONS, /v1/a/x,              200, `GET, HEAD, OPTIONS`
                    OPTIONS, /v1/nowhere,          404, ``
                    GET,     /v1/nowhere,          404, ``
                    GET,     /v1/hello/,           404, ``
                    GET,     /v1/Hello,            404, ``
                    GET,     /v1/hello;a=b,        200, ``
                    GET,     /v1/hello?a=b,        200, ``
                    GET,     /v1//hello,           200, ``
                    GET,     //v1/hello,           200, ``
                    GET,     /v1/./hello,          200, ``
                    GET,     /x/../v1/hello,       200, ``
                    GET,     /v1/%68ello,          200, ``
                    GET,     /v1%2Fhello,          200, ``
                    GET,     /v1/a%2Fb/x,          404, ``
                    GET,     /v1/%2e%2e/v1/hello,  404, ``
                    GET,     /,                    404, ``
                    """)
    void respondsToEveryMethodOnEveryPath(String method, String path, int status, String allow)
            throws IOException {
        var response = request(method, path);

        assertThat(response.status(), is(status));
        assertThat(response.header("allow"), is(allow));
        if (status != 200) {
            assertThat(response.header("content-type"), is("application/json"));
        }
    }

    @Test
    void respondsToOptionsWithAnEmptyBody() throws IOException {
        var response = request("OPTIONS", "/v1/hello");

        assertThat(response.body(), is(""));
        assertThat(response.header("content-length"), is("0"));
    }

    @ParameterizedTest(name = "HEAD {0}")
    @CsvSource({"/v1/hello", "/v1/nowhere", "/v1/bug", "/v1/stream", "/v1/refused"})
    void respondsToHeadLikeGetWithoutTheBody(String path) throws IOException {
        try (var client = SERVED.client()) {
            var get = client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();
            var both =
                    "HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n" + "GET /v1/hello HTTP/1.1\r\n";
            var head = client.send(both + "Host: x\r\n\r\n").readHead();

            assertThat(head.status(), is(get.status()));
            assertThat(head.header("content-length"), is(get.header("content-length")));
            assertThat(head.header("content-type"), is(get.header("content-type")));
            assertThat(client.readResponse().body(), is("hello"));
        }
    }

    @Test
    void listsEachPathWithTheMethodsInOrderOfRegistration() {
        var table = new RouteTable(HttpRouting.builder());

        table.register("/", rules -> rules.get("/", IGNORED).get("/page", IGNORED))
                .register(
                        "/things",
                        rules ->
                                rules.post("/", IGNORED)
                                        .get("/", IGNORED)
                                        .register("/{id}", nested -> nested.put("/", IGNORED)))
                .declareGet("/health");

        assertThat(
                table.methodsByPath().toString(),
                is(
                        "{/=[GET], /page=[GET], /things=[POST, GET], /things/{id}=[PUT], /health=[GET]}"));
    }

    @Test
    void doesNotListARouteThatIsGivenWithoutItsPattern() {
        var table = new RouteTable(HttpRouting.builder());

        table.register(
                "/things",
                rules ->
                        rules.post("/{id}", IGNORED)
                                .route(
                                        Method.predicate(Method.GET),
                                        PathMatchers.create("/{id}"),
                                        IGNORED));

        assertThat(table.methodsByPath(), is(Map.of("/things/{id}", Set.of(Method.POST))));
    }
}
