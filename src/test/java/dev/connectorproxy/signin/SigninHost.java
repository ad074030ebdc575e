package dev.connectorproxy.signin;

import dev.connectorproxy.connection.NoConnections;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// A listener with the sign-in routes only, a clock that tests set, and an unrestricted egress.
final class SigninHost implements AutoCloseable {
    static final String ARENA = "http://arena.example.com:8000";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server;

    private SigninHost(Map<String, String> settings) {
        var read = SigninSettings.create(section(settings));
        InstantSource clock = now::get;
        Egress egress = (request, _) -> send(request);
        server =
                WebServer.builder()
                        .address(InetAddress.getLoopbackAddress())
                        .port(0)
                        .shutdownHook(false)
                        .featuresDiscoverServices(false)
                        .routing(
                                HttpRouting.builder()
                                        .register(
                                                "/v1",
                                                new SigninService(
                                                        read,
                                                        egress,
                                                        NoConnections.SIGN_IN,
                                                        _ -> {},
                                                        clock)))
                        .build()
                        .start();
    }

    /// A host with settings for a sign-in `xero/OAuth` at this server.
    ///
    /// @param changes added to the settings; an empty value removes one
    static SigninHost of(AuthorizationServer provider, Map<String, String> changes) {
        var all =
                new TreeMap<>(
                        Map.of(
                                "providers.0.id",
                                "xero/OAuth",
                                "providers.0.issuer",
                                provider.url(),
                                "providers.0.client-id",
                                AuthorizationServer.CLIENT,
                                "providers.0.client-secret",
                                AuthorizationServer.SECRET,
                                "providers.0.scopes",
                                "openid,offline_access",
                                "redirect-origins",
                                "https://other.example.com," + ARENA));
        all.putAll(changes);
        all.values().removeIf(String::isEmpty);
        return new SigninHost(all);
    }

    /// A settings section with these values and the environment variable `SET`; keys of providers begin with `providers.<index>.`.
    static Section section(Map<String, String> settings) {
        var plain = Json.createObjectBuilder();
        var providers = new TreeMap<String, JsonObjectBuilder>();
        settings.forEach((key, value) -> {
            var names = key.split("\\.", 4);
            if (names.length == 1) {
                plain.add(key, value);
                return;
            }
            var provider = providers.computeIfAbsent(names[1], _ -> Json.createObjectBuilder());
            if (names.length == 3) {
                provider.add(names[2], value);
            } else {
                provider.add(names[2], Json.createObjectBuilder().add(names[3], value));
            }
        });
        var list = Json.createArrayBuilder();
        providers.values().forEach(list::add);
        var file = Json.createObjectBuilder().add("signin", plain.add("providers", list)).build();
        try {
            var path = Files.createTempFile("signin", ".yaml");
            Files.writeString(path, file.toString());
            var all = Settings.load(Optional.of(path), Map.of("SET", "from-env"), new Properties());
            Files.delete(path);
            return all.root().section("signin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /// The URL that starts a sign-in.
    ///
    /// @param redirectUrl receives the token response; inserted without encoding
    URI start(String redirectUrl) {
        return URI.create(url() + "/v1/auth/xero/OAuth?redirect_url=" + redirectUrl);
    }

    void advance(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }

    private dev.connectorproxy.spi.HttpResponse send(dev.connectorproxy.spi.HttpRequest request) {
        var body =
                request.body()
                        .map(HttpRequest.BodyPublishers::ofByteArray)
                        .orElseGet(HttpRequest.BodyPublishers::noBody);
        var out = HttpRequest.newBuilder(URI.create(request.url())).method(request.method(), body);
        request.headers().forEach(header -> out.header(header.name(), header.value()));
        try {
            var response = client.send(out.build(), HttpResponse.BodyHandlers.ofByteArray());
            var headers =
                    response.headers().map().entrySet().stream()
                            .flatMap(field ->
                                    field.getValue().stream()
                                            .map(value ->
                                                    new dev.connectorproxy.spi.HttpRequest.Header(
                                                            field.getKey(), value)))
                            .toList();
            return new dev.connectorproxy.spi.HttpResponse(
                    response.statusCode(), headers, response.body());
        } catch (IOException | InterruptedException e) {
            throw new ConnectorException(ErrorCode.CONNECTION_ERROR, "no response", e);
        }
    }

    @Override
    public void close() {
        server.stop();
        client.close();
    }
}
