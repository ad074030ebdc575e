package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/// A development server with one in-memory provider, and the requests that its tests share.
abstract class DevServerCase {
    final FakeProvider provider = new FakeProvider();
    final RunningDevServer server = new RunningDevServer(provider);

    @AfterEach
    void stop() {
        server.close();
    }

    static Response create(RunningDevServer server, String provider, String id) {
        return server.post(
                "/connectors",
                "{\"provider\":\"%s\",\"name\":\"n\",\"connectorId\":\"%s\",\"config\":%s}"
                        .formatted(provider, id, RunningDevServer.CONFIG));
    }

    CompletableFuture<Response> fetchLater(String path, String kind, String body) {
        return CompletableFuture.supplyAsync(() -> server.post(path + "/fetch/" + kind, body));
    }

    JsonObject state(String path, String kind) {
        return server.get(path + "/state").json().getJsonObject("fetch").getJsonObject(kind);
    }

    static String first(Response response, String key) {
        return response.json().getJsonArray(key).getJsonObject(0).getString("reference");
    }

    JsonObject byPayload(String path, String kind) {
        return server.get(path + "/state").json().getJsonObject("byPayload").getJsonObject(kind);
    }
}
