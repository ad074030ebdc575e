package dev.connectorproxy;

import dev.connectorproxy.observe.Canaries;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A running program with secrets, and an upstream that echoes its requests.
abstract class SecretRoutes {
    static final String KEY = "Spiff-Connector-Proxy-Api-Key";
    static final String REFUSED =
            "parameter '%s' names a secret that is not open to this caller, or that there is not";

    @TempDir Path directory;
    final Canaries canaries = new Canaries();
    final String token = canaries.withSpecialCharacters("token");
    RecordingUpstream upstream;
    RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("TOKEN"), token + "\n");
        Files.writeString(directory.resolve("other"), canaries.plain("other secret"));
        Files.writeString(directory.resolve("broken"), "");
        upstream = new RecordingUpstream(SecretRoutesTest::echo);
        proxy =
                new RunningProxy(
                        """
                        secrets: {directory: %s}
                        security:
                          keys:
                            - {name: some, value: key-some, secrets: [TOKEN, broken, "missing*"]}
                            - {name: all, value: key-all, secrets: ["*"]}
                            - {name: none, value: key-none}
                        """
                                .formatted(directory));
    }

    @AfterEach
    void stop() {
        proxy.close();
        upstream.close();
    }

    /// Responds with the whole request, unchanged and encoded, and with the status in its path.
    static void echo(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        int status = path.length() == 4 ? Integer.parseInt(path.substring(1)) : 200;
        var sent =
                exchange.getRequestHeaders().getOrDefault("X-Token", java.util.List.of())
                        + " "
                        + exchange.getRequestHeaders().getFirst("Authorization")
                        + " "
                        + exchange.getRequestURI();
        var all =
                sent
                        + " "
                        + URLEncoder.encode(sent, StandardCharsets.UTF_8)
                        + " "
                        + Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseHeaders().set("X-Echo", sent.replaceAll("[^ -~]", "?"));
        RecordingUpstream.send(
                exchange,
                status,
                "text/html".equals(exchange.getRequestHeaders().getFirst("Accept"))
                        ? "text/html"
                        : "application/json",
                jakarta.json.Json.createObjectBuilder()
                        .add(sent, 12.50)
                        .add("all", all)
                        .build()
                        .toString());
    }

    RunningProxy.Response run(String key, String command, String body) {
        return proxy.run(command, body.replace("%s", upstream.url()), KEY, key);
    }
}
