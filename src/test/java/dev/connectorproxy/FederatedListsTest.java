package dev.connectorproxy;

import static dev.connectorproxy.FederatedProxy.awaitListed;
import static dev.connectorproxy.FederatedProxy.health;
import static dev.connectorproxy.FederatedProxy.ids;
import static dev.connectorproxy.FederatedProxy.lines;
import static dev.connectorproxy.FederatedProxy.list;
import static dev.connectorproxy.FederatedProxy.local;
import static dev.connectorproxy.FederatedProxy.proxy;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of other proxies that arrive late, are malformed or never arrive.
@ServerMetricsLock
class FederatedListsTest {
    @Test
    void aPeerThatIsDownAtTheStartIsTakenInWhenItComesUp() throws IOException {
        try (var port = new ClosedPort();
                var proxy =
                        new RunningProxy(
                                "federation: [{name: late, url: 'http://127.0.0.1:%d', refresh: PT0.05S}]\n"
                                        .formatted(port.number()))) {
            Await.condition(
                    "it is known to be down", () -> health(proxy).contains("down, 0 commands"));
            assertThat(ids(list(proxy)).contains("example/Example"), is(true));
            assertThat(proxy.request("GET", "/observe/health/ready", "").status(), is(200));
            assertThat(health(proxy), containsString("\"degraded\":true"));

            try (var peer = new FakePeer(port.number())) {
                awaitListed(proxy, "py/Work");
                Await.condition("up", () -> health(proxy).contains("\"degraded\":false"));

                assertThat(health(proxy), containsString("up, 1 commands"));
                assertThat(peer.listRequests(), greaterThan(0));
            }
        }
    }

    @Test
    void aSlowPeerDelaysNeitherTheStartNorTheOthers() throws IOException {
        var release = new CountDownLatch(1);
        try (var slow =
                        new FakePeer()
                                .listing(exchange -> {
                                    Await.latch(release);
                                    FakePeer.json(exchange, 200, list(FakePeer.entry("slow/One")));
                                });
                var quick = new FakePeer();
                var proxy =
                        new RunningProxy(
                                "federation: [{name: slow, url: '%s'}, {name: quick, url: '%s'}]\n"
                                        .formatted(slow.url(), quick.url()))) {
            awaitListed(proxy, "py/Work");
            assertThat(health(proxy), containsString("\"slow\":\"starting, 0 commands\""));

            release.countDown();

            awaitListed(proxy, "slow/One");
        } finally {
            release.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "",
                "{}",
                "[",
                "null",
                "[1e999999999999]",
                "401",
                "500",
                "302",
                "huge",
                "deep"
            })
    void theLastGoodListIsKeptAfterABadOne(String then) throws IOException {
        try (var peer = new FakePeer();
                var proxy = proxy(peer, "flapping", ", refresh: PT0.05S")) {
            awaitListed(proxy, "py/Work");
            peer.listing(exchange -> {
                switch (then) {
                    case "401", "500", "302" ->
                            FakePeer.json(exchange, Integer.parseInt(then), "[]");
                    case "huge" ->
                            FakePeer.json(exchange, 200, "[\"" + "x".repeat(8 << 20) + "\"]");
                    case "deep" ->
                            FakePeer.json(exchange, 200, "[".repeat(5000) + "]".repeat(5000));
                    default -> FakePeer.json(exchange, 200, then);
                }
            });
            Await.condition("down", () -> health(proxy).contains("down, 1 commands"));

            assertThat(list(proxy), containsString(FakePeer.ENTRY));
            assertThat(proxy.run("py/Work", "{}").status(), is(200));
            assertThat(proxy.request("GET", "/observe/health", "").status(), is(200));

            peer.listing(list(FakePeer.entry("new/One")));
            awaitListed(proxy, "new/One");
            Await.condition("up", () -> health(proxy).contains("up, 1 commands"));
            assertThat(ids(list(proxy)).contains("py/Work"), is(false));
            assertThat(proxy.run("py/Work", "{}").status(), is(404));
        }
    }

    @Test
    void malformedEntriesAreLeftOutAndLoggedOnce() throws IOException {
        var good = FakePeer.entry("ok/One");
        var bad =
                List.of(
                        "1",
                        "null",
                        "[]",
                        "{}",
                        "{\"id\":7,\"parameters\":[]}",
                        FakePeer.entry("noslash"),
                        FakePeer.entry("a/b/c"),
                        FakePeer.entry("a/.."),
                        FakePeer.entry("a/%2e"),
                        FakePeer.entry("a/b c"),
                        FakePeer.entry("a/" + "x".repeat(200)),
                        "{\"id\":\"a/Parameters\",\"parameters\":{}}",
                        "{\"id\":\"a/Parameter\",\"parameters\":[\"x\"]}",
                        "{\"id\":\"a/Unnamed\",\"parameters\":[{\"id\":\"\",\"type\":\"str\",\"required\":true}]}",
                        good);
        try (var peer = new FakePeer().listing("[" + good + "," + String.join(",", bad) + "]");
                var proxy = proxy(peer, "sloppy", ", refresh: PT0.05S")) {
            awaitListed(proxy, "ok/One");
            // another list each time, so that it is parsed again
            peer.listing(exchange ->
                    FakePeer.json(
                            exchange,
                            200,
                            "["
                                    + good
                                    + ","
                                    + String.join(",", bad)
                                    + "]"
                                    + " ".repeat(peer.listRequests())));
            int before = peer.listRequests();
            Await.condition("it is asked again", () -> peer.listRequests() > before + 3);

            assertThat(
                    ids(list(proxy)).stream().filter(it -> !local(it)).toList(),
                    is(List.of("ok/One")));
            assertThat(
                    lines(proxy.logAfterClose(), bad.size() + " entries of its list are left out"),
                    is(1L));
        }
    }

    /// m8flow-bpmn-core refuses a whole catalogue with a parameter that has no name; SpiffArena's panel needs a list of
    /// parameters, and the diagrams that it writes a type of each.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"id":"a/B"}                                             | []
                    {"id":"a/B","parameters":null,"description":"d"}         | []
                    {"id":"a/B","parameters":[{"id":"x"}]}                   | [{"id":"x","type":"any","required":false}]
                    {"id":"a/B","parameters":[{"id":"x","type":"str"}]}      | [{"id":"x","type":"str","required":false}]
                    {"id":"a/B","parameters":[{"id":"x","required":true}]}   | [{"id":"x","required":true,"type":"any"}]
                    {"id":"a/B","parameters":[{"id":"x","type":7,"required":"no","label":"l"}]} | [{"id":"x","type":"any","required":false,"label":"l"}]
                    """)
    void whatAnEntryDoesNotSayOfItsParametersIsFilledIn(String entry, String parameters)
            throws IOException {
        try (var peer = new FakePeer().listing("[" + entry + "]");
                var proxy = proxy(peer, "sparse", "")) {
            awaitListed(proxy, "a/B");

            assertThat(list(proxy), containsString("\"parameters\":" + parameters));
            assertThat(proxy.run("a/B", "{\"x\":1}").status(), is(200));
        }
    }

    @Test
    void noMoreThanTwoThousandCommandsAreTakenFromOnePeer() throws IOException {
        var many =
                IntStream.range(0, 2500)
                        .mapToObj(it -> FakePeer.entry("many/C" + it))
                        .collect(Collectors.joining(",", "[", "]"));
        try (var peer = new FakePeer().listing(many);
                var proxy = proxy(peer, "many", "")) {
            awaitListed(proxy, "many/C1");

            assertThat(
                    ids(list(proxy)).stream().filter(it -> it.startsWith("many/")).count(),
                    is(2000L));
        }
    }
}
