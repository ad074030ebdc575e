package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.command.CommandRuntime;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.plugins.LoadedProviders;
import dev.connectorproxy.plugins.ProviderSource;
import dev.connectorproxy.server.ServerSettings;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.PaymentProvider;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// A development server on a free port, with an HTTP client.
final class RunningDevServer implements AutoCloseable {
    static final String CONFIG = "{\"apiKey\":\"s3cret-key\"}";

    final Queue<String> log = new ConcurrentLinkedQueue<>();
    final Queue<String> infos = new ConcurrentLinkedQueue<>();
    final Queue<String> traces = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final DevServer server;

    /// @param properties settings under `dev-server.`, as `page-size=3`
    RunningDevServer(List<PaymentProvider> providers, String... properties) {
        this(providers, UUID::randomUUID, properties);
    }

    RunningDevServer(
            List<PaymentProvider> providers, Supplier<UUID> references, String... properties) {
        this(
                providers,
                (_, _) -> {
                    throw new IllegalStateException("nothing goes out here");
                },
                references,
                properties);
    }

    RunningDevServer(
            List<PaymentProvider> providers,
            Egress egress,
            Supplier<UUID> references,
            String... properties) {
        server =
                DevServer.start(
                        settings(properties),
                        new DevServer.Dependencies(
                                new ProviderRegistry(providers),
                                egress,
                                new RecordingLog(),
                                references));
    }

    /// @param plugins cleared when they are taken
    RunningDevServer(Map<ProviderSource, LoadedProviders> plugins) {
        server =
                DevServer.start(
                        settings(),
                        new DevServer.Dependencies(
                                new ProviderRegistry(List.of()),
                                () -> {
                                    var taken = Map.copyOf(plugins);
                                    plugins.clear();
                                    return taken;
                                },
                                CommandRuntime.NONE,
                                (_, _) -> {
                                    throw new IllegalStateException("nothing goes out here");
                                },
                                new RecordingLog(),
                                UUID::randomUUID));
    }

    /// With connector files.
    RunningDevServer(CommandRuntime commands, Egress egress, String... properties) {
        server =
                DevServer.start(
                        settings(properties),
                        new DevServer.Dependencies(
                                new ProviderRegistry(List.of()),
                                Map::of,
                                commands,
                                egress,
                                new RecordingLog(),
                                UUID::randomUUID));
    }

    RunningDevServer(PaymentProvider provider, String... properties) {
        this(List.of(provider), properties);
    }

    static DevServerSettings settings(String... properties) {
        var all = new Properties();
        all.put("dev-server.address", "127.0.0.1:0");
        for (var property : properties) {
            var parts = property.split("=", 2);
            all.put("dev-server." + parts[0], parts[1]);
        }
        var root = Settings.load(Optional.empty(), Map.of(), all).root();
        return DevServerSettings.create(
                root.section("dev-server"),
                ServerSettings.create(root.section("server"), 1 << 20, Duration.ofSeconds(40)));
    }

    private final class RecordingLog implements DevLog {
        @Override
        public void info(String message) {
            infos.add(message);
        }

        @Override
        public void warning(String message) {
            log.add(message);
        }

        @Override
        public void providerFailure(String message, String trace) {
            log.add(message);
            traces.add(trace);
        }

        @Override
        public void error(String message, Throwable failure) {
            log.add(message);
        }
    }

    /// A response and its body.
    record Response(int status, String body, HttpResponse<String> httpResponse) {
        JsonObject json() {
            return (JsonObject) structure();
        }

        JsonArray array() {
            return (JsonArray) structure();
        }

        String message() {
            return json().getString("message");
        }

        String details() {
            return json().getString("details", "");
        }

        String code() {
            return json().getString("code");
        }

        private JsonStructure structure() {
            try (var reader = Json.createReader(new StringReader(body))) {
                return reader.read();
            }
        }
    }

    String announcement() {
        return server.announcement();
    }

    Map<String, String> health() {
        return server.health();
    }

    String mask(String text) {
        return server.mask(text);
    }

    int port() {
        return server.port();
    }

    Response get(String path) {
        return request("GET", path, "");
    }

    Response post(String path, String body) {
        return request("POST", path, body);
    }

    Response request(String method, String path, String body, String... headers) {
        try {
            return send(method, path, body, headers);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Response send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var response = client.send(request.build(), BodyHandlers.ofString());
        return new Response(response.statusCode(), response.body(), response);
    }

    /// Creates a connector.
    ///
    /// @return its path
    String connector(String provider) {
        return connector(provider, CONFIG);
    }

    String connector(String provider, String config) {
        var response =
                post(
                        "/connectors",
                        "{\"provider\":\"%s\",\"name\":\"n\",\"config\":%s}"
                                .formatted(provider, config));
        return "/connectors/" + response.json().getString("connectorId");
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
