package dev.connectorproxy.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// Announces examples to a development server, whose workbench then offers each with one click: again and again, because
/// that server may be started later or again. Withdraws them at the end.
final class DemoAnnouncer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI dev;
    private final Map<String, JsonObject> configs;

    /// @param configs the configuration for each provider
    DemoAnnouncer(URI dev, Map<String, JsonObject> configs) {
        this.dev = dev;
        this.configs = Map.copyOf(configs);
    }

    /// Announces them until the thread is interrupted.
    void keepAnnouncing(Duration pause) throws InterruptedException {
        while (true) {
            announce();
            Thread.sleep(pause);
        }
    }

    /// @return whether the development server has them now
    boolean announce() throws InterruptedException {
        for (var entry : configs.entrySet()) {
            var body =
                    Json.createObjectBuilder()
                            .add("provider", entry.getKey())
                            .add("description", "The server of make dev-demo, with its payments.")
                            .add("config", entry.getValue())
                            .build();
            if (!send("PUT", entry.getKey(), BodyPublishers.ofString(body.toString()))) {
                return false;
            }
        }
        return true;
    }

    private boolean send(String method, String provider, HttpRequest.BodyPublisher body)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(dev.resolve("/examples/" + provider))
                        .timeout(TIMEOUT)
                        .method(method, body)
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException _) {
            return false; // it is not running
        }
    }

    @Override
    public void close() {
        try {
            for (var provider : configs.keySet()) {
                send("DELETE", provider, BodyPublishers.noBody());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
