package dev.connectorproxy.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A listener on a free port with a few routes that records the handled requests.
final class TestListener implements Listener.Service, AutoCloseable {
    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(30);
    static final int MAX_BODY = 64 * 1024;

    final Queue<String> handled = new ConcurrentLinkedQueue<>();
    final AtomicBoolean shutdown = new AtomicBoolean();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch proceed = new CountDownLatch(1);
    final CountDownLatch hungUp = new CountDownLatch(1);
    private final CountDownLatch connectionClosed = new CountDownLatch(1);
    private final Optional<ListenerTls> tls;
    private final Listener listener;

    private TestListener(ServerSettings settings, Optional<ListenerTls> tls) {
        this.tls = tls;
        listener = Listener.start(settings, shutdown, this);
    }

    static TestListener withLongTimeouts() {
        return start(LONG, LONG, LONG);
    }

    static TestListener start(Duration header, Duration body, Duration idle) {
        return start(settings(header, body, idle, List.of()));
    }

    static TestListener start(ServerSettings settings) {
        return new TestListener(settings, Optional.empty());
    }

    static TestListener start(ServerSettings settings, ListenerTls tls) {
        return new TestListener(settings, Optional.of(tls));
    }

    static ServerSettings settings(
            Duration header, Duration body, Duration idle, List<String> origins) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                header,
                body,
                idle,
                true,
                Duration.ZERO,
                Duration.ofSeconds(5),
                origins,
                new PathPrefixes(List.of("/standard", "/a/b")),
                MAX_BODY);
    }

    RawClient client() throws IOException {
        return new RawClient(listener.port());
    }

    int port() {
        return listener.port();
    }

    /// Waits until a connection was closed while its request was being handled.
    boolean awaitClosedConnection() throws InterruptedException {
        return connectionClosed.await(10, TimeUnit.SECONDS);
    }

    @Override
    public Optional<ListenerTls> tls() {
        return tls;
    }

    @Override
    public ErrorBody errors() {
        return (status, code, message) ->
                "{\"status\":%d,\"code\":\"%s\",\"message\":\"%s\"}"
                        .formatted(status, code, message)
                        .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void routing(HttpRouting.Builder routing) {
        routing.addFilter((chain, request, response) -> {
            handled.add(request.prologue().method() + " " + request.path().path());
            try {
                chain.proceed();
            } catch (CloseConnectionException e) {
                connectionClosed.countDown();
                throw e;
            }
        });
        new RouteTable(routing)
                .register("/v1", this::routes)
                .register(
                        "/both",
                        rules ->
                                rules.get("/", (_, response) -> response.send("get"))
                                        .post("/", (_, response) -> response.send("post")))
                .close(errors());
    }

    private void routes(HttpRules rules) {
        rules.get("/hello", (_, response) -> response.send("hello"))
                .get("/stream", TestListener::stream)
                .get("/chunked", TestListener::chunked)
                .get("/refused", (_, response) -> response.status(401).send("no"))
                .get("/bug", (_, _) -> fail())
                .get("/wait", (_, response) -> response.send(awaitProceed()))
                .get("/watch", (request, response) -> response.send(watch(request)))
                .get("/detector", (request, response) -> response.send(detector(request)))
                .get("/large", (_, response) -> response.send(new byte[64 * 1024 * 1024]))
                .get("/{name}/x", (request, response) -> response.send(name(request)))
                .post("/echo", (request, response) -> response.send(read(request)))
                .post(
                        "/small",
                        (request, r) -> r.send(RequestBodyReader.read(request, 10, _ -> {})))
                .post("/ignore", (_, response) -> response.send("ignored"));
    }

    private static byte[] read(ServerRequest request) {
        return RequestBodyReader.read(request, MAX_BODY, _ -> {});
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get("name");
    }

    /// Writes two parts of one array with a declared length; the second part does not start at offset zero.
    private static void stream(ServerRequest request, ServerResponse response) throws IOException {
        var bytes = ("a".repeat(10_000) + "b".repeat(10_000)).getBytes(StandardCharsets.UTF_8);
        response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, bytes.length));
        try (var out = response.outputStream()) {
            out.write(bytes, 0, 10_000);
            out.write(bytes, 10_000, 10_000);
        }
    }

    private static void chunked(ServerRequest request, ServerResponse response) throws IOException {
        try (var out = response.outputStream()) {
            for (int i = 0; i < 5; i++) {
                out.write("0123456789\r\n".repeat(10_000 * i).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private static void fail() {
        throw new IllegalStateException("canary-4711");
    }

    private String awaitProceed() throws InterruptedException {
        entered.countDown();
        return proceed.await(10, TimeUnit.SECONDS) ? "waited" : "gave up";
    }

    /// Waits as for `/wait`, and watches its caller.
    private String watch(ServerRequest request) throws InterruptedException {
        try (var _ = HangupDetector.of(request).watch(hungUp::countDown)) {
            return awaitProceed();
        }
    }

    private static String detector(ServerRequest request) {
        return HangupDetector.of(request) == HangupDetector.NONE ? "off" : "on";
    }

    void stopListening() {
        listener.close();
    }

    @Override
    public void close() {
        proceed.countDown();
        listener.close();
    }
}
