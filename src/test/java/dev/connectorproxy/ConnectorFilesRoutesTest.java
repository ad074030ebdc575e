package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connector files in the whole program: added, broken, mended and removed while calls run.
@ServerMetricsLock
class ConnectorFilesRoutesTest {
    private final CountDownLatch slowArrived = new CountDownLatch(1);
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private HttpServer upstream;
    private Path directory;

    @BeforeEach
    void startUpstream(@TempDir Path empty) throws IOException {
        directory = empty;
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        upstream.createContext(
                "/",
                exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/slow")) {
                        slowArrived.countDown();
                        Await.latch(slowMayEnd);
                    }
                    var path = exchange.getRequestURI().toString();
                    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
                    var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                    var body =
                            "{\"path\": \"%s\", \"authorization\": \"%s\", \"key\": \"%s\"}"
                                    .formatted(path, authorization, key)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        upstream.start();
    }

    @AfterEach
    void stopUpstream() {
        upstream.stop(0);
    }

    @Test
    void aFileIsAddedBrokenMendedAndRemovedWhileCallsRun() throws Exception {
        try (var proxy = proxy("")) {
            assertThat(proxy.run("shop/Get", "{}").status(), is(404));

            write("Get: {request: {path: /one}}\n  Slow: {request: {path: /slow}}");
            Await.condition("the command is listed", () -> isListed(proxy, "shop/Get"));
            assertThat(
                    proxy.run("shop/Get", "{}")
                            .commandResponse()
                            .getJsonObject("body")
                            .getString("path"),
                    is("/one"));

            var running = CompletableFuture.supplyAsync(() -> proxy.run("shop/Slow", "{}"));
            Await.latch(slowArrived);
            write("Get: {request: {path: /one}, resutl: a}");
            Await.condition(
                    "the change of the file is seen",
                    () -> health(proxy).contains("did you mean result?"));
            assertThat(proxy.run("shop/Get", "{}").json().isNull("error"), is(true));

            write("Get: {request: {path: /two}}");
            Await.condition(
                    "the change of the file is seen", () -> !health(proxy).contains("broken"));
            Await.condition("the change of the file is seen", () -> !isListed(proxy, "shop/Slow"));
            assertThat(
                    proxy.run("shop/Get", "{}")
                            .commandResponse()
                            .getJsonObject("body")
                            .getString("path"),
                    is("/two"));
            assertThat(proxy.run("shop/Slow", "{}").status(), is(404));

            Files.delete(directory.resolve("shop.yaml"));
            Await.condition("the change of the file is seen", () -> !isListed(proxy, "shop/Get"));
            slowMayEnd.countDown();
            assertThat(
                    running.get(30, TimeUnit.SECONDS)
                            .commandResponse()
                            .getJsonObject("body")
                            .getString("path"),
                    is("/slow"));
            assertThat(proxy.run("shop/Get", "{}").status(), is(404));

            var log = proxy.logAfterClose();
            assertThat(log, containsString("connector file is broken: "));
            assertThat(log, containsString("shop/Slow"));
        }
    }

    @Test
    void credentialsOfAConnectionGoToTheServerOfTheFile() throws IOException {
        write("Get: {request: {path: /one}}", "connection: bearer");
        try (var proxy =
                proxy(
                        """
                        security: {keys: [{name: all, value: k-all, connections: ["*"]}]}
                        connections:
                          - {name: shop-prod, type: bearer, token: s3cr3t-token, commands: [shop/*]}
                        """)) {
            var response =
                    proxy.run(
                            "shop/Get",
                            "{\"connection\": \"shop-prod\"}",
                            "Spiff-Connector-Proxy-Api-Key",
                            "k-all");

            assertThat(response.body(), containsString("\"authorization\": \"Bearer ***\""));
            assertThat(response.body(), not(containsString("s3cr3t-token")));
        }
    }

    @Test
    void variablesOfTheServerAreThoseOfTheConnection() throws IOException {
        Files.writeString(
                directory.resolve("shop.yaml"),
                "connector: shop\nserver: http://{host}:%d/{tenant}\nconnection: bearer\ncommands: {Get: {request: {path: /one}}}"
                        .formatted(upstream.getAddress().getPort()));
        try (var proxy =
                proxy(
                        """
                        security: {keys: [{name: all, value: k-all, connections: ["*"]}]}
                        connections:
                          - {name: shop-prod, type: bearer, token: s3cr3t-token, commands: [shop/*], variables: {host: 127.0.0.1, tenant: acme}}
                        """)) {
            var response =
                    proxy.run(
                            "shop/Get",
                            "{\"connection.tenant\": null}",
                            "Spiff-Connector-Proxy-Api-Key",
                            "k-all");

            assertThat(response.body(), containsString("\"path\": \"/acme/one\""));
            assertThat(response.body(), containsString("\"authorization\": \"Bearer ***\""));
        }
    }

    @Test
    void aConnectionReplacesValuesThatTheFileGivesToVariables() throws IOException {
        Files.writeString(
                directory.resolve("shop.yaml"),
                "connector: shop\nserver: http://{host}:%d/{tenant}/{username}\nvariables: {host: 127.0.0.1, tenant: demo/2, username: nobody}\nconnection: basic\ncommands: {Get: {request: {path: /one}}}"
                        .formatted(upstream.getAddress().getPort()));
        try (var proxy =
                proxy(
                        """
                        security: {keys: [{name: all, value: k-all, connections: ["*"]}, {name: none, value: k-none}]}
                        connections:
                          - {name: plain, type: basic, username: joe, password: s3cr3t, commands: [shop/*]}
                          - {name: own, type: basic, username: joe, password: s3cr3t, commands: [shop/*], variables: {tenant: acme}}
                        """)) {
            assertThat(path(proxy, "{}", "k-none"), is("/demo/2/nobody/one null"));
            assertThat(
                    path(proxy, "{\"connection\": \"plain\"}", "k-all"),
                    is("/demo/2/joe/one Basic ***"));
            assertThat(
                    path(proxy, "{\"connection\": \"own\"}", "k-all"),
                    is("/acme/joe/one Basic ***"));
        }
    }

    private static String path(RunningProxy proxy, String arguments, String key) {
        var body =
                proxy.run("shop/Get", arguments, "Spiff-Connector-Proxy-Api-Key", key)
                        .commandResponse()
                        .getJsonObject("body");
        return body.getString("path") + " " + body.getString("authorization");
    }

    @Test
    void aRepeatedTaskHasTheSameIdempotencyKey() throws IOException {
        write("Pay: {request: {method: POST, path: /pay}, idempotency: {header: Idempotency-Key}}");
        try (var proxy = proxy("")) {
            var first = key(proxy, "\"spiff__process_instance_id\": 7, \"spiff__task_id\": \"t1\"");
            var repeated =
                    key(proxy, "\"spiff__process_instance_id\": 7, \"spiff__task_id\": \"t1\"");
            var other = key(proxy, "\"spiff__process_instance_id\": 7, \"spiff__task_id\": \"t2\"");
            var unknown = key(proxy, "\"spiff__task_id\": \"t1\"");

            assertThat(first.matches("[0-9a-f]{32}"), is(true));
            assertThat(repeated, is(first));
            assertThat(other, is(not(first)));
            assertThat(unknown.length(), is(36));
        }
    }

    private static String key(RunningProxy proxy, String fields) {
        return proxy.run("shop/Pay", "{" + fields + "}")
                .commandResponse()
                .getJsonObject("body")
                .getString("key");
    }

    @Test
    void commandsOfFilesAreCountedAndMayBeAsynchronous() throws IOException {
        write("Get: {request: {path: /one}}");
        try (var proxy =
                proxy(
                        "long-running: {commands: [shop/*], data-dir: %s}"
                                .formatted(directory.resolve("data")))) {
            assertThat(isListed(proxy, "shop/GetAsync"), is(true));
            proxy.run("shop/Get", "{}");

            var metrics = proxy.request("GET", "/observe/metrics", "").body();

            assertThat(metrics, containsString("command=\"shop/Get\""));
        }
    }

    private RunningProxy proxy(String yaml) throws IOException {
        return new RunningProxy("connectors: {directories: [%s]}\n%s".formatted(directory, yaml));
    }

    private static boolean isListed(RunningProxy proxy, String id) {
        return proxy.request("GET", "/v1/commands", "").body().contains("\"" + id + "\"");
    }

    private static String health(RunningProxy proxy) {
        return proxy.request("GET", "/observe/health", "").body();
    }

    private void write(String commands, String... lines) {
        try {
            Files.writeString(
                    directory.resolve("shop.yaml"),
                    "connector: shop\nserver: http://127.0.0.1:%d\n%s\ncommands:\n  %s\n"
                            .formatted(
                                    upstream.getAddress().getPort(),
                                    String.join("\n", lines),
                                    commands));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
