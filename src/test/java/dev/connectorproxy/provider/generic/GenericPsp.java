package dev.connectorproxy.provider.generic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// A payment provider on loopback that implements the open contract (section 3.4) exactly and refuses anything else.
/// Its rows are generated from a seed and may be changed while it runs; faults are planned per request.
public final class GenericPsp implements AutoCloseable {
    public static final String API_KEY = "k3y-of-the-psp";
    private static final int MAX_RECORDED = 10_000;

    static {
        // read once, by the first server of the process; without it every long response waits 40 ms
        // for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Queue<PspFault> once = new ConcurrentLinkedQueue<>();
    private volatile PspRoutes routes;
    private final HttpServer server;
    private volatile IntFunction<Optional<PspFault>> plan = _ -> Optional.empty();

    /// How many rows there are at first.
    public record Size(int accounts, int beneficiaries, int transactions) {}

    /// A received request; only the first ten thousand are kept.
    public record Seen(
            String method, String target, Map<String, List<String>> headers, String body) {}

    public GenericPsp(long seed, Size size) throws IOException {
        this.routes = new PspRoutes(seed, size);
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/psp";
    }

    /// A configuration that fits.
    public JsonObject config() {
        return Json.createObjectBuilder()
                .add("name", "psp")
                .add("apiKey", API_KEY)
                .add("endpoint", url())
                .build();
    }

    public PspList accounts() {
        return routes.accounts();
    }

    public PspList beneficiaries() {
        return routes.beneficiaries();
    }

    public PspList transactions() {
        return routes.transactions();
    }

    /// Puts rows of another seed, or another number, in place of all there are, and forgets all orders.
    public void reset(long seed, Size size) {
        routes = new PspRoutes(seed, size);
    }

    /// What an account holds, if there is such an account.
    public Optional<JsonObject> balances(String account) {
        return routes.balances(account);
    }

    /// Lets the next request fail so, once.
    public void next(PspFault fault) {
        once.add(fault);
    }

    /// Lets requests fail, by their number from 1.
    public void faults(IntFunction<Optional<PspFault>> byNumber) {
        plan = byNumber;
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public Seen last() {
        return seen().getLast();
    }

    public int requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int number = requests.incrementAndGet();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (number <= MAX_RECORDED) {
            seen.add(
                    new Seen(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            body));
        }
        var fault = Optional.ofNullable(once.poll()).or(() -> plan.apply(number));
        try (exchange) {
            if (fault.isEmpty()) {
                send(exchange, routes.respond(exchange, body));
            } else {
                fail(exchange, fault.get(), body);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(HttpExchange exchange, PspFault fault, String body)
            throws IOException, InterruptedException {
        switch (fault) {
            case PspFault.Status(var status, var retryAfter) -> {
                retryAfter.ifPresent(
                        seconds -> exchange.getResponseHeaders().set("Retry-After", seconds));
                send(exchange, PspRoutes.error(status, "Fault", "no " + API_KEY + " today"));
            }
            case PspFault.Response(var status, var contentType, var text) ->
                    send(exchange, new PspRoutes.Response(status, contentType, text));
            case PspFault.Cut() -> half(exchange, routes.respond(exchange, body));
            case PspFault.Closed() -> {}
            case PspFault.Slow(var pause) -> {
                var rest = half(exchange, routes.respond(exchange, body));
                if (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write(rest);
                }
            }
            case PspFault.Hang() -> closing.await();
        }
    }

    private static void send(HttpExchange exchange, PspRoutes.Response response)
            throws IOException {
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", response.contentType());
        exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// Sends all headers and half of the body; the other half is returned.
    private static byte[] half(HttpExchange exchange, PspRoutes.Response response)
            throws IOException {
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", response.contentType());
        exchange.sendResponseHeaders(response.status(), bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
        return Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
