package dev.connectorproxy;

import dev.connectorproxy.spi.ConnectorProvider;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/// Starts a proxy that federates another, and reads its catalogue, health and log.
final class FederatedProxy {
    static final Set<String> LOCAL =
            ServiceLoader.load(ConnectorProvider.class).stream()
                    .map(it -> it.get().name())
                    .collect(Collectors.toSet());

    private FederatedProxy() {}

    static RunningProxy proxy(FakePeer peer, String name, String more) throws IOException {
        return new RunningProxy(
                "federation: [{name: %s, url: '%s'%s}]\n".formatted(name, peer.url(), more));
    }

    static void awaitListed(RunningProxy proxy, String id) {
        Await.condition(id + " is listed", () -> ids(list(proxy)).contains(id));
    }

    static String list(RunningProxy proxy) {
        return proxy.request("GET", "/v1/commands", "").body();
    }

    static String list(String... entries) {
        return "[" + String.join(",", entries) + "]";
    }

    static List<String> ids(String list) {
        try (var reader = Json.createReader(new StringReader(list))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(it -> it.getString("id"))
                    .toList();
        }
    }

    static boolean local(String id) {
        return LOCAL.contains(id.substring(0, id.indexOf('/')));
    }

    static String health(RunningProxy proxy) {
        return proxy.request("GET", "/observe/health", "").body();
    }

    static long lines(String log, String text) {
        return log.lines().filter(it -> it.contains(text)).count();
    }
}
