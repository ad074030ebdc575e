package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Typeahead in the whole program, over sockets, with an API key for all other routes.
@ServerMetricsLock
class TypeaheadRoutesTest {
    @TempDir private static Path folder;
    private static RecordingUpstream service;
    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        service =
                new RecordingUpstream(exchange ->
                        RecordingUpstream.send(
                                exchange,
                                exchange.getRequestURI().getPath().equals("/broken") ? 500 : 200,
                                "application/json",
                                "{\"data\":[{\"n\":\"Oslo\",\"id\":1},{\"n\":\"Ostrava\",\"id\":2},{\"n\":\"Łódź\",\"id\":3}]}"));
        Files.writeString(
                folder.resolve("cities.csv"), "id,name\n1,Wien\n2,Winterthur\n3,Zürich\n");
        proxy =
                new RunningProxy(
                        """
                        security: {api-key: golden-key}
                        typeahead:
                          categories:
                            - name: colours
                              match: [name, code]
                              items:
                                - {name: Red, code: "#f00", hint: grey}
                                - {name: Green, code: "#0f0"}
                                - {name: AT&T blue, code: "[1]"}
                                - {name: "50%% grey", code: "a+b"}
                            - {name: cities, file: "%s/cities.csv"}
                            - {name: places, url: "%s/places?k=1", prefix-parameter: q, pointer: /data}
                            - {name: broken, url: "%s/broken", pointer: /data}
                            - {name: blocked, url: "http://10.0.0.1/"}
                        """
                                .formatted(folder, service.url(), service.url()));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        service.close();
    }

    /// The response to a request line that no client library sends; raw bytes in ISO 8859-1.
    private static String raw(String target) throws IOException {
        try (var socket = new Socket("127.0.0.1", proxy.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String body(String target) throws IOException {
        var response = raw(target);
        assertThat(response, startsWith("HTTP/1.1 200"));
        assertThat(response.toLowerCase(), containsString("content-type: application/json"));
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "colours?prefix=50%&limit=100  | 50% grey",
                "colours?prefix=[&limit=100    | AT&T blue",
            })
    void findsByTheKeysOfACategory(String target, String name) throws IOException {
        var found = array(body("/v1/typeahead/" + target));

        assertThat(found.size(), is(1));
        assertThat(found.getJsonObject(0).getString("name"), is(name));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cities?prefix=Z\u00c3\u009cR, '[{\"id\":\"3\",\"name\":\"Zürich\"}]'",
        "cities?prefix=%FF%00%zz, []",
    })
    void respondsWithAnArrayOfObjects(String target, String response) throws IOException {
        assertThat(body("/v1/typeahead/" + target), is(response));
    }

    @Test
    void queriesAServiceAndReturnsItsSelection() throws IOException {
        var found = array(body("/v1/typeahead/places?prefix=o%26s+%C3%A9&limit=2"));

        assertThat(found.size(), is(2));
        var seen =
                service.requests().stream().map(RecordingUpstream.ReceivedRequest::target).toList();
        assertThat(seen.contains("/places?k=1&q=o%26s%2B%C3%A9"), is(true));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"broken", "blocked"})
    void reportsAnUnavailableSourceWithoutNamingIt(String category) {
        var response = proxy.request("GET", "/v1/typeahead/" + category, "");

        assertThat(response.status(), is(502));
        assertThat(response.errorCode(), is("ConnectionError"));
        assertThat(response.message(), is("the source of this category is unavailable"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /v1/typeahead/x, 404, NotFound",
        "GET, /v1/typeahead/cities/, 404, NotFound",
        "GET, /v1/typeahead/, 404, NotFound",
        "GET, /v1/typeahead, 404, NotFound",
        "POST, /v1/typeahead/cities, 405, MethodNotAllowed",
    })
    void respondsToOtherPathsAndMethodsLikeOtherRoutes(
            String method, String path, int status, String code) {
        var response = proxy.request(method, path, "");

        assertThat(response.status(), is(status));
        assertThat(response.errorCode(), is(code));
    }

    @Test
    void respondsToHeadAndOptionsLikeOtherRoutes() {
        var head = proxy.request("HEAD", "/v1/typeahead/cities", "");
        var options = proxy.request("OPTIONS", "/v1/typeahead/cities", "");

        assertThat(head.status(), is(200));
        assertThat(head.headers(), hasKey("Content-Length"));
        assertThat(options.headers(), hasEntry("Allow", "GET, HEAD, OPTIONS"));
        assertThat(head.headers(), not(hasKey("Access-Control-Allow-Origin")));
    }

    @Test
    void refusesALineThatIsTooLongAndNoOther() throws IOException {
        assertThat(
                raw("/v1/typeahead/cities?prefix=" + "%".repeat(17_000)), containsString(" 414 "));
        assertThat(body("/v1/typeahead/cities?prefix=" + "%".repeat(5_000)), endsWith("[]"));
    }

    private static JsonArray array(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }
}
