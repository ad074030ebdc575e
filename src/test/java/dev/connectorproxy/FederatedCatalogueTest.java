package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.ConnectorProvider;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands of other proxies in the catalogue, over sockets.
@ResourceLock("Helidon's metrics of a server's start are not thread-safe")
class FederatedCatalogueTest {
    private static final Set<String> LOCAL =
            ServiceLoader.load(ConnectorProvider.class).stream()
                    .map(it -> it.get().name())
                    .collect(Collectors.toSet());

    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    @Test
    void anEntryIsListedAsThePeerWroteIt() throws IOException {
        try (var peer = new FakePeer();
                var proxy = proxy(peer, "one", "")) {
            listed(proxy, "py/Work");

            var body = list(proxy);
            assertThat(body, containsString(FakePeer.ENTRY));
            assertThat(body, containsString("\"id\":\"http/GetRequest\""));
            assertThat(ids(body), is(ids(body).stream().sorted().toList()));
        }
    }

    @Test
    void aPrefixChangesTheIdAndNothingElse() throws IOException {
        try (var peer = new FakePeer();
                var proxy = proxy(peer, "prefixed", ", prefix: old_")) {
            listed(proxy, "old_py/Work");
            proxy.run("old_py/Work", "{}");

            assertThat(
                    list(proxy), containsString(FakePeer.ENTRY.replace("py/Work", "old_py/Work")));
            assertThat(ids(list(proxy)).contains("py/Work"), is(false));
            assertThat(peer.calls().getFirst().target(), is("/v1/do/py/Work"));
            assertThat(proxy.run("py/Work", "{}").status(), is(404));
        }
    }

    @Test
    void onlyTheChosenCommandsAreTaken() throws IOException {
        try (var peer =
                        new FakePeer()
                                .listing(
                                        list(
                                                FakePeer.entry("a/One"),
                                                FakePeer.entry("b/Two"),
                                                FakePeer.entry("a/Three")));
                var proxy = proxy(peer, "chosen", ", commands: ['a/*', 'x/y'], prefix: p-")) {
            listed(proxy, "p-a/One");

            assertThat(
                    ids(list(proxy)).stream().filter(it -> it.startsWith("p-")).toList(),
                    is(List.of("p-a/One", "p-a/Three")));
        }
    }

    @Test
    void ourOwnCommandsComeFirstAndThenThePeersInTheirOrder() throws IOException {
        try (var first =
                        new FakePeer()
                                .listing(
                                        list(
                                                FakePeer.entry("a/One"),
                                                FakePeer.entry("http/GetRequest")))
                                .answering(it -> FakePeer.json(it, 200, "{\"first\":1}"));
                var second =
                        new FakePeer()
                                .listing(list(FakePeer.entry("a/One"), FakePeer.entry("a/Two")))
                                .answering(it -> FakePeer.json(it, 200, "{\"second\":1}"));
                var proxy =
                        new RunningProxy(
                                """
                                federation:
                                  - {name: clash-first, url: '%s', refresh: PT0.05S}
                                  - {name: clash-second, url: '%s', refresh: PT0.05S}
                                """
                                        .formatted(first.url(), second.url()))) {
            listed(proxy, "a/Two");
            listed(proxy, "a/One");
            Until.happens("both are asked again", () -> first.asked() > 3 && second.asked() > 3);

            assertThat(proxy.run("a/One", "{}").body(), is("{\"first\":1}"));
            assertThat(proxy.run("a/Two", "{}").body(), is("{\"second\":1}"));
            assertThat(proxy.run("http/GetRequest", "{}").errorCode(), is("InvalidParameters"));
            assertThat(ids(list(proxy)).stream().filter("a/One"::equals).count(), is(1L));
            var log = proxy.logAfterClose();
            assertThat(lines(log, "a/One of clash-second is left out"), is(1L));
            assertThat(
                    lines(log, "http/GetRequest of clash-first is left out: this proxy"), is(1L));
        }
    }

    @Test
    void aKeyRunsAndSeesOnlyItsFederatedCommands() throws IOException {
        var settings =
                """
                security:
                  keys:
                    - {name: all, value: everything}
                    - {name: few, value: some, commands: ['py/*']}
                """;
        try (var peer =
                        new FakePeer()
                                .listing(list(FakePeer.ENTRY, FakePeer.entry("other/Thing")));
                var proxy =
                        new RunningProxy(
                                settings
                                        + "federation: [{name: keyed, url: '%s'}]\n"
                                                .formatted(peer.url()))) {
            Until.happens(
                    "listed",
                    () ->
                            proxy.ask("GET", "/v1/commands", "", KEY, "everything")
                                    .body()
                                    .contains("other/Thing"));

            var list = proxy.ask("GET", "/v1/commands", "", KEY, "some").body();
            assertThat(list, is("[" + FakePeer.ENTRY + "]"));
            assertThat(proxy.run("py/Work", "{}", KEY, "some").status(), is(200));
            var refused = proxy.run("other/Thing", "{}", KEY, "some");
            assertThat(refused.status(), is(403));
            assertThat(refused.errorCode(), is("CommandNotAllowed"));
            assertThat(peer.calls().size(), is(1));
        }
    }

    @Test
    void aPeerThatIsDownAtTheStartIsTakenInWhenItComesUp() throws IOException {
        int port = FakePeer.freePort();
        try (var proxy =
                new RunningProxy(
                        "federation: [{name: late, url: 'http://127.0.0.1:%d', refresh: PT0.05S}]\n"
                                .formatted(port))) {
            Until.happens(
                    "it is known to be down", () -> health(proxy).contains("down, 0 commands"));
            assertThat(ids(list(proxy)).contains("example/Example"), is(true));
            assertThat(proxy.ask("GET", "/observe/health/ready", "").status(), is(200));
            assertThat(health(proxy), containsString("\"degraded\":true"));

            try (var peer = new FakePeer(port)) {
                listed(proxy, "py/Work");
                Until.happens("up", () -> health(proxy).contains("\"degraded\":false"));

                assertThat(health(proxy), containsString("up, 1 commands"));
                assertThat(peer.asked(), greaterThan(0));
            }
        }
    }

    @Test
    void aSlowPeerDelaysNeitherTheStartNorTheOthers() throws IOException {
        var release = new CountDownLatch(1);
        try (var slow =
                        new FakePeer()
                                .listing(exchange -> {
                                    await(release);
                                    FakePeer.json(exchange, 200, list(FakePeer.entry("slow/One")));
                                });
                var quick = new FakePeer();
                var proxy =
                        new RunningProxy(
                                "federation: [{name: slow, url: '%s'}, {name: quick, url: '%s'}]\n"
                                        .formatted(slow.url(), quick.url()))) {
            listed(proxy, "py/Work");
            assertThat(health(proxy), containsString("\"slow\":\"starting, 0 commands\""));

            release.countDown();

            listed(proxy, "slow/One");
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
    void theLastGoodListIsKeptWhateverComesAfterIt(String then) throws IOException {
        try (var peer = new FakePeer();
                var proxy = proxy(peer, "flapping", ", refresh: PT0.05S")) {
            listed(proxy, "py/Work");
            peer.listing(exchange -> {
                switch (then) {
                    case "401", "500", "302" ->
                            FakePeer.json(exchange, Integer.parseInt(then), "[]");
                    case "huge" ->
                            FakePeer.json(exchange, 200, "[\"" + "x".repeat(4 << 20) + "\"]");
                    case "deep" ->
                            FakePeer.json(exchange, 200, "[".repeat(5000) + "]".repeat(5000));
                    default -> FakePeer.json(exchange, 200, then);
                }
            });
            Until.happens("down", () -> health(proxy).contains("down, 1 commands"));

            assertThat(list(proxy), containsString(FakePeer.ENTRY));
            assertThat(proxy.run("py/Work", "{}").status(), is(200));
            assertThat(proxy.ask("GET", "/observe/health", "").status(), is(200));

            peer.listing(list(FakePeer.entry("new/One")));
            listed(proxy, "new/One");
            Until.happens("up", () -> health(proxy).contains("up, 1 commands"));
            assertThat(ids(list(proxy)).contains("py/Work"), is(false));
            assertThat(proxy.run("py/Work", "{}").status(), is(404));
        }
    }

    @Test
    void malformedEntriesAreLeftOutAndToldOnce() throws IOException {
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
                        "{\"id\":\"a/NoParameters\"}",
                        "{\"id\":\"a/Type\",\"parameters\":[{\"id\":\"x\",\"type\":\"float\",\"required\":true}]}",
                        "{\"id\":\"a/Required\",\"parameters\":[{\"id\":\"x\",\"type\":\"str\"}]}",
                        good);
        try (var peer = new FakePeer().listing("[" + good + "," + String.join(",", bad) + "]");
                var proxy = proxy(peer, "sloppy", ", refresh: PT0.05S")) {
            listed(proxy, "ok/One");
            // another list each time, so that it is read anew
            peer.listing(exchange ->
                    FakePeer.json(
                            exchange,
                            200,
                            "["
                                    + good
                                    + ","
                                    + String.join(",", bad)
                                    + "]"
                                    + " ".repeat(peer.asked())));
            int before = peer.asked();
            Until.happens("it is asked again", () -> peer.asked() > before + 3);

            assertThat(
                    ids(list(proxy)).stream().filter(it -> !local(it)).toList(),
                    is(List.of("ok/One")));
            assertThat(
                    lines(proxy.logAfterClose(), bad.size() + " entries of its list are left out"),
                    is(1L));
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
            listed(proxy, "many/C1");

            assertThat(
                    ids(list(proxy)).stream().filter(it -> it.startsWith("many/")).count(),
                    is(2000L));
        }
    }

    @Test
    void anotherProxyOfOurOwnServesAsWell() throws IOException {
        try (var far = new RunningProxy("security: {api-key: far-key}\n");
                var near =
                        new RunningProxy(
                                "federation: [{name: far, url: 'http://127.0.0.1:%d', api-key: far-key, prefix: far_}]\n"
                                        .formatted(far.port()))) {
            listed(near, "far_example/Example");

            var answer =
                    near.run("far_example/Example", "{\"message\":\"hi\"}", "X-Request-Id", "r-1");
            var refused = near.run("far_example/Example", "{}");

            assertThat(
                    answer.body(), is(near.run("example/Example", "{\"message\":\"hi\"}").body()));
            assertThat(refused.errorCode(), is("InvalidParameters"));
            assertThat(far.logAfterClose(), containsString("\"r-1\""));
        }
    }

    @Test
    void aCallDoesNotGoRoundInACircle() throws IOException {
        int port = FakePeer.freePort();
        try (var one =
                        new RunningProxy(
                                "federation: [{name: circle-a, url: 'http://127.0.0.1:%d', refresh: PT0.05S}]\n"
                                        .formatted(port));
                var peer = new FakePeer(port)) {
            // what a peer that federates us in turn would do
            peer.answering(exchange -> {
                var body =
                        one.run(
                                "py/Work",
                                "{}",
                                "Via",
                                exchange.getRequestHeaders().getFirst("Via"));
                FakePeer.json(exchange, body.status(), body.body());
            });
            listed(one, "py/Work");

            var answer = one.run("py/Work", "{}");

            assertThat(answer.errorCode(), is("ConnectorNotConfigured"));
            assertThat(answer.message(), containsString("circle"));
            assertThat(peer.calls().size(), is(1));
        }
    }

    private static RunningProxy proxy(FakePeer peer, String name, String more) throws IOException {
        return new RunningProxy(
                "federation: [{name: %s, url: '%s'%s}]\n".formatted(name, peer.url(), more));
    }

    private static void listed(RunningProxy proxy, String id) {
        Until.happens(id + " is listed", () -> ids(list(proxy)).contains(id));
    }

    private static String list(RunningProxy proxy) {
        return proxy.ask("GET", "/v1/commands", "").body();
    }

    private static String list(String... entries) {
        return "[" + String.join(",", entries) + "]";
    }

    private static List<String> ids(String list) {
        try (var reader = Json.createReader(new StringReader(list))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(it -> it.getString("id"))
                    .toList();
        }
    }

    private static boolean local(String id) {
        return LOCAL.contains(id.substring(0, id.indexOf('/')));
    }

    private static String health(RunningProxy proxy) {
        return proxy.ask("GET", "/observe/health", "").body();
    }

    private static long lines(String log, String text) {
        return log.lines().filter(it -> it.contains(text)).count();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
