package dev.connectorproxy;

import static dev.connectorproxy.FederatedProxy.awaitListed;
import static dev.connectorproxy.FederatedProxy.ids;
import static dev.connectorproxy.FederatedProxy.lines;
import static dev.connectorproxy.FederatedProxy.list;
import static dev.connectorproxy.FederatedProxy.proxy;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The commands of other proxies in the catalogue, over sockets.
@ServerMetricsLock
class FederatedCatalogueTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    @Test
    void anEntryIsListedAsThePeerWroteIt() throws IOException {
        try (var peer = new FakePeer();
                var proxy = proxy(peer, "one", "")) {
            awaitListed(proxy, "py/Work");

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
            awaitListed(proxy, "old_py/Work");
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
            awaitListed(proxy, "p-a/One");

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
                                .respondingWith(it -> FakePeer.json(it, 200, "{\"first\":1}"));
                var second =
                        new FakePeer()
                                .listing(list(FakePeer.entry("a/One"), FakePeer.entry("a/Two")))
                                .respondingWith(it -> FakePeer.json(it, 200, "{\"second\":1}"));
                var proxy =
                        new RunningProxy(
                                """
                                federation:
                                  - {name: clash-first, url: '%s', refresh: PT0.05S}
                                  - {name: clash-second, url: '%s', refresh: PT0.05S}
                                """
                                        .formatted(first.url(), second.url()))) {
            awaitListed(proxy, "a/Two");
            awaitListed(proxy, "a/One");
            Await.condition(
                    "both are asked again",
                    () -> first.listRequests() > 3 && second.listRequests() > 3);

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
            Await.condition(
                    "listed",
                    () ->
                            proxy.request("GET", "/v1/commands", "", KEY, "everything")
                                    .body()
                                    .contains("other/Thing"));

            var list = proxy.request("GET", "/v1/commands", "", KEY, "some").body();
            assertThat(list, is("[" + FakePeer.ENTRY + "]"));
            assertThat(proxy.run("py/Work", "{}", KEY, "some").status(), is(200));
            var refused = proxy.run("other/Thing", "{}", KEY, "some");
            assertThat(refused.status(), is(403));
            assertThat(refused.errorCode(), is("CommandNotAllowed"));
            assertThat(peer.calls().size(), is(1));
        }
    }

    @Test
    void anotherInstanceOfThisProxyCanBeAPeer() throws IOException {
        try (var far = new RunningProxy("security: {api-key: far-key}\n");
                var near =
                        new RunningProxy(
                                "federation: [{name: far, url: 'http://127.0.0.1:%d', api-key: far-key, prefix: far_}]\n"
                                        .formatted(far.port()))) {
            awaitListed(near, "far_example/Example");

            var response =
                    near.run("far_example/Example", "{\"message\":\"hi\"}", "X-Request-Id", "r-1");
            var refused = near.run("far_example/Example", "{}");

            assertThat(
                    response.body(),
                    is(near.run("example/Example", "{\"message\":\"hi\"}").body()));
            assertThat(refused.errorCode(), is("InvalidParameters"));
            assertThat(far.logAfterClose(), containsString("\"r-1\""));
        }
    }

    @Test
    void aCallDoesNotLoop() throws IOException {
        try (var port = new ClosedPort();
                var one =
                        new RunningProxy(
                                "federation: [{name: circle-a, url: 'http://127.0.0.1:%d', refresh: PT0.05S}]\n"
                                        .formatted(port.number()));
                var peer = new FakePeer(port.number())) {
            // what a peer that federates us in turn would do
            peer.respondingWith(exchange -> {
                var body =
                        one.run(
                                "py/Work",
                                "{}",
                                "Via",
                                exchange.getRequestHeaders().getFirst("Via"));
                FakePeer.json(exchange, body.status(), body.body());
            });
            awaitListed(one, "py/Work");

            var response = one.run("py/Work", "{}");

            assertThat(response.errorCode(), is("ConnectorNotConfigured"));
            assertThat(response.message(), containsString("circle"));
            assertThat(peer.calls().size(), is(1));
        }
    }
}
