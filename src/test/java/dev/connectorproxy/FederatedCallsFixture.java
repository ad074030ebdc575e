package dev.connectorproxy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// One other proxy, and methods that start a proxy that forwards calls to it.
abstract class FederatedCallsFixture {
    static final String KEY = "Spiff-Connector-Proxy-Api-Key";
    FakePeer peer;

    @BeforeEach
    void start() throws IOException {
        peer = new FakePeer();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    RunningProxy proxy(String more) throws IOException {
        return proxy(more, "", "");
    }

    /// A proxy that has the list of the peer already.
    RunningProxy proxy(String more, String settings, String key) throws IOException {
        var proxy =
                new RunningProxy(
                        settings
                                + "federation: [{name: calls, url: '%s'%s}]\n"
                                        .formatted(peer.url(), more));
        Await.condition(
                "the list is known",
                () ->
                        proxy.request("GET", "/v1/commands", "", KEY, key)
                                .body()
                                .contains("py/Work"));
        return proxy;
    }
}
