package dev.connectorproxy;

import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.settings.Settings;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The whole program in this JVM, on its own port, with its log in memory.
final class RunningProxy implements AutoCloseable {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LogWriter log;
    private final ConnectorProxy proxy;
    private final Http1Client client;

    /// A response whose body has been read.
    record Response(int status, Map<String, String> headers, String body) {
        JsonObject json() {
            try (var reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }

        JsonObject commandResponse() {
            return json().getJsonObject("command_response");
        }

        String errorCode() {
            return json().getJsonObject("error").getString("error_code");
        }

        String message() {
            return json().getJsonObject("error").getString("message");
        }
    }

    /// @param yaml settings over the defaults; loopback targets are allowed and the port is free
    RunningProxy(String yaml) throws IOException {
        var file = Files.createTempFile("connector-proxy", ".yaml");
        try {
            Files.writeString(file, yaml);
            var overrides = new Properties();
            overrides.put("server.port", "0");
            overrides.put("dev-server.address", "127.0.0.1:0");
            if (!yaml.contains("allow:")) {
                overrides.put("egress.allow", "127.0.0.0/8,localhost");
            }
            var settings =
                    AllSettings.create(Settings.load(Optional.of(file), Map.of(), overrides));
            log = new LogWriter(out, settings.logging());
            proxy = ConnectorProxy.start(settings, log);
        } finally {
            Files.delete(file);
        }
        client = Http1Client.builder().baseUri("http://127.0.0.1:" + proxy.port()).build();
    }

    int port() {
        return proxy.port();
    }

    /// The port of the development server, if there is one.
    Optional<Integer> devPort() {
        return proxy.devPort();
    }

    Response run(String command, String body, String... headers) {
        return request("POST", "/v1/do/" + command, body, headers);
    }

    /// @param path may have a query
    Response request(String method, String path, String body, String... headers) {
        var target = path.split("\\?", 2);
        var request = client.method(Method.create(method)).path(target[0]);
        if (target.length > 1) {
            for (var parameter : target[1].split("&")) {
                request.queryParam(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
            }
        }
        request.header(HeaderNames.CONTENT_TYPE, "application/json");
        for (var i = 0; i < headers.length; i += 2) {
            request.header(HeaderNames.create(headers[i]), headers[i + 1]);
        }
        try (Http1ClientResponse response =
                body.isEmpty() ? request.request() : request.submit(body)) {
            var all = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            response.headers().forEach(header -> all.put(header.name(), header.get()));
            var text =
                    method.equals("HEAD") || !response.entity().hasEntity()
                            ? ""
                            : response.entity().as(String.class);
            return new Response(response.status().code(), all, text);
        }
    }

    /// The whole log; stops the program.
    String logAfterClose() {
        close();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        proxy.close();
        log.close();
        client.closeResource();
    }

    static Path jar() {
        return Path.of("target/connector-proxy.jar").toAbsolutePath();
    }
}
