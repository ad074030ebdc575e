package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What engines send beside the body: traces and tenants, below a path of their own.
@ServerMetricsLock
class EngineHeadersTest {
    private static final String TRACEPARENT =
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static String passedOn(String header, String... sent) throws IOException {
        try (var upstream = RecordingUpstream.json("{}");
                var proxy = new RunningProxy("{}")) {
            proxy.run("http/GetRequest", "{\"url\":\"" + upstream.url() + "\"}", sent);
            return String.join(
                    "|", upstream.requests().getFirst().headers().getOrDefault(header, List.of()));
        }
    }

    private static String entries(int count, String entry) {
        return IntStream.range(0, count)
                .mapToObj(i -> "k" + i + "=" + entry)
                .collect(Collectors.joining(","));
    }

    @Test
    void aTraceIsPassedOnWithItsState() throws IOException {
        assertThat(
                passedOn("Tracestate", "traceparent", TRACEPARENT, "tracestate", "a=1,b=2"),
                is("a=1,b=2"));
        assertThat(
                passedOn("Baggage", "baggage", "userId=alice;p=1, x=y"),
                is("userId=alice;p=1, x=y"));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "traceparent, 00-nonsense"})
    void aStateWithoutItsTraceIsDropped(String name, String value) throws IOException {
        var sent =
                name.isEmpty()
                        ? new String[] {"tracestate", "a=1"}
                        : new String[] {name, value, "tracestate", "a=1"};

        assertThat(passedOn("Tracestate", sent), is(""));
    }

    @Test
    void whatIsTooLongLosesItsLastEntries() throws IOException {
        var manyShort =
                passedOn("Tracestate", "traceparent", TRACEPARENT, "tracestate", entries(40, "1"));
        var fewLong =
                passedOn(
                        "Tracestate",
                        "traceparent",
                        TRACEPARENT,
                        "tracestate",
                        entries(3, "x".repeat(200)));
        var huge = passedOn("Baggage", "baggage", "k=" + "x".repeat(9000));

        assertThat(manyShort, is(entries(32, "1")));
        assertThat(fewLong, is(entries(2, "x".repeat(200))));
        assertThat(huge, is(""));
    }

    @Test
    void anotherProxyGetsThemToo() throws IOException {
        try (var peer = new FakePeer();
                var proxy = FederatedProxy.proxy(peer, "py", "")) {
            FederatedProxy.awaitListed(proxy, "py/Work");

            proxy.run(
                    "py/Work",
                    "{}",
                    "traceparent",
                    TRACEPARENT,
                    "tracestate",
                    "a=1",
                    "baggage",
                    "b=2");

            var headers = peer.calls().getFirst().headers();
            assertThat(headers.get("Traceparent"), is(List.of(TRACEPARENT)));
            assertThat(headers.get("Tracestate"), is(List.of("a=1")));
            assertThat(headers.get("Baggage"), is(List.of("b=2")));
        }
    }

    @Test
    void theTenantIsLoggedAndCounted() throws IOException {
        var proxy = new RunningProxy("{}");
        proxy.run(
                "example/Example",
                "{\"message\":\"hi\"}",
                "X-M8Flow-Tenant-Id",
                "acme",
                "m8flow_tenant_id",
                "old");
        proxy.run("example/Example", "{}", "m8flow_tenant_id", "globex");
        proxy.run("example/Example", "{}");
        var metrics = proxy.request("GET", "/observe/metrics", "").body();
        var log = proxy.logAfterClose();

        assertThat(log, containsString("\"tenant\":\"acme\""));
        assertThat(log, containsString("\"tenant\":\"globex\""));
        assertThat(log, not(containsString("\"tenant\":\"old\"")));
        assertThat(
                metrics,
                containsString(
                        "connector_proxy_tenant_commands_total{outcome=\"success\",scope=\"application\",tenant=\"acme\",} 1.0"));
        assertThat(
                metrics,
                containsString(
                        "connector_proxy_tenant_commands_total{outcome=\"failure\",scope=\"application\",tenant=\"globex\",} 1.0"));
    }

    @Test
    void everyRouteIsServedBelowAPrefix() throws IOException {
        try (var proxy =
                new RunningProxy(
                        "server: {path-prefixes: [/standard]}\nsecurity: {api-key: k}\n")) {
            var key = "Spiff-Connector-Proxy-Api-Key";

            assertThat(
                    proxy.request("GET", "/standard/v1/commands", "", key, "k").status(), is(200));
            assertThat(proxy.request("GET", "/standard/v1/commands", "").status(), is(401));
            assertThat(
                    proxy.request(
                                    "POST",
                                    "/standard/v1/do/example/Example",
                                    "{\"message\":\"hi\"}",
                                    key,
                                    "k")
                            .status(),
                    is(200));
            assertThat(
                    proxy.request("POST", "/standard/v1/do/example/Example", "{}").status(),
                    is(401));
            assertThat(proxy.request("GET", "/standard/liveness", "").status(), is(200));
            assertThat(
                    proxy.request("GET", "/standard/standard/v1/commands", "", key, "k").status(),
                    is(404));
            assertThat(proxy.request("GET", "/v1/commands", "", key, "k").status(), is(200));
        }
    }

    @Test
    void aTypeThatTheProtocolDoesNotKnowIsListedAsAny() throws IOException {
        var artifact =
                "[{\"id\":\"gsa/Artifact\",\"parameters\":[{\"id\":\"data\",\"type\":\"dict\",\"required\":true}]}]";
        try (var peer = new FakePeer().listing(artifact);
                var proxy = FederatedProxy.proxy(peer, "gsa", "")) {
            FederatedProxy.awaitListed(proxy, "gsa/Artifact");

            assertThat(
                    FederatedProxy.list(proxy),
                    containsString("{\"id\":\"data\",\"type\":\"any\",\"required\":true}"));
        }
    }
}
