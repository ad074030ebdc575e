package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// API keys, over sockets.
@ServerMetricsLock
class ApiKeyRoutesTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";
    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        proxy =
                new RunningProxy(
                        """
                        server: {cors-origins: [http://localhost:7001]}
                        security:
                          api-key: golden-key
                          keys:
                            - {name: reader, value: only-get, commands: [http/Get*]}
                        """);
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /v1/commands",
        "GET, /v1/auths",
        "POST, /v1/do/example/Example",
        "POST, /v1/do/no/Such",
        "GET, /v1/do/a",
        "GET, /v1/do",
        "HEAD, /v1/commands",
        "GET, //v1/commands",
        "GET, /v1/x/../commands"
    })
    void saysUnauthorizedBeforeAnythingElse(String method, String path) {
        var response = proxy.request(method, path, method.equals("POST") ? "{" : "");

        assertThat(response.status(), is(401));
        if (!method.equals("HEAD")) {
            assertThat(response.body(), is("{\"error\":\"Unauthorized\"}"));
        }
        assertThat(response.headers(), hasEntry("Content-Type", "application/json"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/",
        "/liveness",
        "/v1/liveness",
        "/openapi",
        "/observe/health",
        "/observe/metrics"
    })
    void leavesTheRestOpen(String path) {
        assertThat(proxy.request("GET", path, "").status(), is(200));
    }

    @Test
    void letsPreflightsPassWithoutAKey() {
        var response =
                proxy.request(
                        "OPTIONS",
                        "/v1/do/example/Example",
                        "",
                        "Origin",
                        "http://localhost:7001",
                        "Access-Control-Request-Method",
                        "POST");

        assertThat(response.status(), is(200));
        assertThat(
                response.headers(),
                hasEntry("Access-Control-Allow-Origin", "http://localhost:7001"));
    }

    @Test
    void letsPagesOfListedOriginsReadThatTheKeyIsWrong() {
        var listed = proxy.request("GET", "/v1/auths", "", "Origin", "http://localhost:7001");
        var other = proxy.request("GET", "/v1/auths", "", "Origin", "http://elsewhere.example");

        assertThat(listed.status(), is(401));
        assertThat(
                listed.headers(), hasEntry("Access-Control-Allow-Origin", "http://localhost:7001"));
        assertThat(other.headers(), not(hasKey("Access-Control-Allow-Origin")));
    }

    @Test
    void limitsAKeyToItsCommands() {
        var allowed = proxy.run("http/GetRequest", "{\"url\":\"x\"}", KEY, "only-get");
        var refused = proxy.run("example/Example", "{\"message\":\"hi\"}", KEY, "only-get");
        var listed = proxy.request("GET", "/v1/commands", "", KEY, "only-get");

        assertThat(allowed.errorCode(), is("MissingSchema"));
        assertThat(refused.status(), is(403));
        assertThat(refused.errorCode(), is("CommandNotAllowed"));
        assertThat(listed.body(), containsString("http/GetRequest"));
        assertThat(listed.body(), not(containsString("example/Example")));
    }

    @Test
    void refusesCallersWithoutTheKeyOfAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("api-key"), "key-of-the-file\n");
        try (var started = new RunningProxy("security: {api-key-file: " + file + "}")) {

            var without = started.run("example/Example", "{\"message\":\"hi\"}");
            var wrong =
                    started.run("example/Example", "{\"message\":\"hi\"}", KEY, "key-of-a-file");
            var right =
                    started.run("example/Example", "{\"message\":\"hi\"}", KEY, "key-of-the-file");

            assertThat(without.status(), is(401));
            assertThat(wrong.status(), is(401));
            assertThat(right.status(), is(200));
        }
    }

    @Test
    void runsEverythingForTheMainKey() {
        assertThat(
                proxy.run("example/Example", "{\"message\":\"hi\"}", KEY, "golden-key").status(),
                is(200));
    }
}
