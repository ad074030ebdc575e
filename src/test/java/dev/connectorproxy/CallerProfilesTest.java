package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.RecordingUpstream.ReceivedRequest;
import dev.connectorproxy.RunningProxy.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Engines with different needs at one proxy: with keys, and without one in a network.
@ServerMetricsLock
class CallerProfilesTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";
    private static final String EXAMPLE = "{\"message\":\"hi\"}";
    private static RecordingUpstream upstream;
    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        upstream =
                new RecordingUpstream(exchange -> {
                    var path = exchange.getRequestURI().getPath();
                    int status =
                            path.startsWith("/status/") ? Integer.parseInt(path.substring(8)) : 200;
                    RecordingUpstream.send(exchange, status, "application/json", "{}");
                });
        proxy =
                new RunningProxy(
                        """
                        server: {cors-origins: ['http://arena.example']}
                        security:
                          api-key: arena
                          keys:
                            - {name: gsa, value: gsa-key}
                            - {name: m8flow, value: m8flow-key, commands: [http/*]}
                          trusted-proxies: [127.0.0.2/32]
                        catalogue: {hidden: [example/*]}
                        callers:
                          - name: bpmn-core
                            networks: [127.0.0.0/8, '::1/128']
                            commands: [http/*, example/*]
                            deadline: PT0.2S
                            cors-origins: ['http://ed.example']
                            hidden-commands: []
                          - {name: gsa-engine, keys: [gsa], status: outside, forward-headers: [X-Correlation-Id, Authorization]}
                          - {name: m8, keys: [m8flow], status: all, hidden-commands: ['http/*V2']}
                        """);
    }

    @AfterAll
    static void stop() {
        proxy.close();
        upstream.close();
    }

    private static Response get(String path, String... headers) {
        return proxy.run("http/GetRequest", "{\"url\":\"" + upstream.url() + path + "\"}", headers);
    }

    @Test
    void callersOfANetworkNeedNoKeyForTheirCommands() {
        var allowed = proxy.run("example/Example", EXAMPLE);
        var refused = proxy.run("smtp/SendEmail", "{}");
        var admin = proxy.request("GET", "/admin/invocations", "");

        assertThat(allowed.status(), is(200));
        assertThat(refused.errorCode(), is("CommandNotAllowed"));
        assertThat(admin.status(), is(403));
    }

    @ParameterizedTest
    @CsvSource({"wrong", "''", "bpmn-core"})
    void aWrongKeyIsRefusedInANetworkThatNeedsNone(String key) {
        assertThat(proxy.run("example/Example", EXAMPLE, KEY, key).status(), is(401));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 127.0.0.1",
        "Forwarded, for=127.0.0.1",
        "X-Forwarded-For, 203.0.113.7"
    })
    void aRequestForwardedByAnUntrustedProxyBelongsToNoNetwork(String header, String value) {
        assertThat(proxy.run("example/Example", EXAMPLE, header, value).status(), is(401));
    }

    @Test
    void aShortDeadlineHoldsForOneCallerOnly() throws IOException {
        var release = new CountDownLatch(1);
        try (var slow =
                new RecordingUpstream(exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/slow")) {
                        Await.latch(release);
                    }
                    RecordingUpstream.send(exchange, 200, "application/json", "{}");
                })) {
            var late = proxy.run("http/GetRequest", "{\"url\":\"" + slow.url() + "/slow\"}");
            release.countDown();

            assertThat(late.status(), is(200));
            assertThat(late.errorCode(), is("ReadTimeout"));
            assertThat(late.commandResponse().getInt("http_status"), is(504));
        } finally {
            release.countDown();
        }
    }

    @ParameterizedTest(name = "{0} from the upstream: {1}, {2}, {3}")
    @CsvSource({
        "200, 200, 200, 200",
        "304, 200, 200, 200",
        "401, 200, 200, 401",
        "404, 200, 200, 404",
        "429, 200, 429, 429",
        "500, 200, 500, 500",
        "503, 200, 503, 503",
        "599, 200, 599, 599"
    })
    void eachEngineFindsTheStatusWhereItLooks(int status, int inside, int outside, int all) {
        var arena = get("/status/" + status, KEY, "arena");
        var gsa = get("/status/" + status, KEY, "gsa-key");
        var m8flow = get("/status/" + status, KEY, "m8flow-key");

        assertThat(arena.status(), is(inside));
        assertThat(gsa.status(), is(outside));
        assertThat(m8flow.status(), is(all));
        for (var response : new Response[] {arena, gsa, m8flow}) {
            assertThat(response.commandResponse().getInt("http_status"), is(status));
        }
    }

    @Test
    void failuresOfTheProxyHaveTheStatusOutsideToo() {
        var passing =
                proxy.run("http/GetRequest", "{\"url\":\"http://127.0.0.1:1/\"}", KEY, "gsa-key");
        var permanent = proxy.run("http/GetRequest", "{}", KEY, "gsa-key");
        var permanentOutside = proxy.run("http/GetRequest", "{}", KEY, "m8flow-key");

        assertThat(passing.errorCode(), is("ConnectionError"));
        assertThat(passing.status(), is(502));
        assertThat(permanent.status(), is(200));
        assertThat(permanentOutside.status(), is(400));
    }

    @Test
    void namedHeadersAreForwardedForTheirCallerOnly() {
        var headers =
                new String[] {
                    "X-Correlation-Id", "c-1", "Authorization", "Bearer t", "X-Other", "o"
                };

        get("/forwarded", with(headers, KEY, "gsa-key"));
        get("/not-forwarded", with(headers, KEY, "arena"));

        assertThat(header("/forwarded", "X-Correlation-Id"), is("c-1"));
        assertThat(header("/forwarded", "Authorization"), is("Bearer t"));
        assertThat(header("/forwarded", "X-Other"), is(""));
        assertThat(header("/not-forwarded", "X-Correlation-Id"), is(""));
        assertThat(header("/not-forwarded", "Authorization"), is(""));
    }

    @Test
    void aHeaderOfTheCommandWinsOverAForwardedOne() {
        proxy.run(
                "http/GetRequest",
                "{\"url\":\"%s/own\",\"headers\":{\"x-correlation-id\":\"own\"}}"
                        .formatted(upstream.url()),
                KEY,
                "gsa-key",
                "X-Correlation-Id",
                "c-1");

        assertThat(header("/own", "X-Correlation-Id"), is("own"));
    }

    @Test
    void pagesOfAnOriginAreAllowedForTheirCallerOnly() {
        var preflight =
                proxy.request(
                        "OPTIONS",
                        "/v1/do/example/Example",
                        "",
                        "Origin",
                        "http://ed.example",
                        "Access-Control-Request-Method",
                        "POST");
        var run = proxy.run("example/Example", EXAMPLE, "Origin", "http://ed.example");
        var list = proxy.request("GET", "/v1/commands", "", "Origin", "http://ed.example");
        var unauthorized =
                proxy.request("GET", "/v1/commands", "", "Origin", "http://ed.example", KEY, "x");
        var ofAnotherCaller =
                proxy.run("example/Example", EXAMPLE, "Origin", "http://ed.example", KEY, "arena");
        var arena =
                proxy.run(
                        "example/Example", EXAMPLE, "Origin", "http://arena.example", KEY, "arena");
        var forged = proxy.run("example/Example", EXAMPLE, "Origin", "http://arena.example");

        var allowed = hasEntry("Access-Control-Allow-Origin", "http://ed.example");
        assertThat(preflight.status(), is(200));
        assertThat(preflight.headers(), allowed);
        assertThat(preflight.headers().get("Access-Control-Allow-Headers"), containsString(KEY));
        assertThat(run.headers(), allowed);
        assertThat(list.headers(), allowed);
        assertThat(unauthorized.status(), is(401));
        assertThat(unauthorized.headers(), allowed);
        assertThat(ofAnotherCaller.headers(), not(hasKey("Access-Control-Allow-Origin")));
        assertThat(
                arena.headers(), hasEntry("Access-Control-Allow-Origin", "http://arena.example"));
        assertThat(forged.status(), is(403));
    }

    @Test
    void eachCallerIsListedWhatIsNotHiddenFromIt() {
        var arena = proxy.request("GET", "/v1/commands", "", KEY, "arena").body();
        var m8flow = proxy.request("GET", "/v1/commands", "", KEY, "m8flow-key").body();
        var bpmnCore = proxy.request("GET", "/v1/commands", "").body();
        var hidden = proxy.run("example/Example", EXAMPLE, KEY, "arena");

        assertThat(arena, containsString("\"http/GetRequestV2\""));
        assertThat(arena, not(containsString("example/Example")));
        assertThat(m8flow, containsString("\"http/GetRequest\""));
        assertThat(m8flow, not(containsString("V2")));
        assertThat(bpmnCore, containsString("\"example/Example\""));
        assertThat(bpmnCore, not(containsString("smtp/")));
        assertThat(hidden.status(), is(200));
    }

    private static String[] with(String[] headers, String name, String value) {
        var all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = name;
        all[headers.length + 1] = value;
        return all;
    }

    private static String header(String path, String name) {
        return upstream.requests().stream()
                .filter(request -> request.target().equals(path))
                .map(ReceivedRequest::headers)
                .map(headers -> headers.getOrDefault(canonical(name), List.of()))
                .map(values -> String.join("|", values))
                .findFirst()
                .orElseThrow();
    }

    /// As the JDK's server stores it.
    private static String canonical(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
