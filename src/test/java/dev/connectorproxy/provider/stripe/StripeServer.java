package dev.connectorproxy.provider.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.connectorproxy.provider.stripe.StripeFaults.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A fake Stripe that implements as much of its contract as the connector needs: lists with the newest row first,
/// cursors that must exist, connected accounts, expansion on request, idempotency keys, webhook endpoints whose secret
/// is returned once, error objects; parameters it does not know are refused. Its data is generated from a seed and may
/// change between two requests.
public final class StripeServer implements AutoCloseable {
    /// The only API key it takes.
    public static final String KEY = "sk_test_51canary_b4c9";

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final StripeWorld world;
    private final StripeFaults faults;
    private final StripeLists lists;
    private final FakeStripeOrders orders;
    private final StripeEndpoints endpoints = new StripeEndpoints();
    private final HttpServer server;
    private volatile boolean remembering = true;

    /// A received request.
    ///
    /// @param parameters of the query or the form, by name, in order
    public record Seen(
            String method,
            String path,
            Map<String, List<String>> parameters,
            Map<String, List<String>> headers) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        String parameter(String name) {
            return parameters.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /// A response.
    record Response(int status, String body) {
        static Response ok(String body) {
            return new Response(200, body);
        }

        static Response error(int status, String code, String message) {
            return error(status, "invalid_request_error", code, message);
        }

        static Response error(int status, String type, String code, String message) {
            var coded = code.isEmpty() ? "" : "\"code\":\"" + code + "\",";
            return new Response(
                    status,
                    "{\"error\":{%s\"message\":\"%s\",\"type\":\"%s\"}}"
                            .formatted(coded, message, type));
        }
    }

    /// A server with that data and without faults at first.
    public StripeServer(StripeWorld.Size size) {
        world = new StripeWorld(size);
        faults = new StripeFaults(size.seed());
        lists = new StripeLists(world);
        orders = new FakeStripeOrders(world);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// What the setting `endpoint` must be.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public StripeWorld world() {
        return world;
    }

    public StripeFaults faults() {
        return faults;
    }

    /// How many webhook endpoints there are.
    public int webhooks() {
        return endpoints.ledger().older("", Integer.MAX_VALUE, List.of()).rows().size();
    }

    /// The requests that came, in order.
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    int count() {
        return count.get();
    }

    /// Only counts requests from now on.
    public void forgetful() {
        remembering = false;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var query = exchange.getRequestURI().getRawQuery();
            var parameters = parameters(body.isEmpty() ? query : body);
            var request =
                    new Seen(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            parameters,
                            exchange.getRequestHeaders());
            count.incrementAndGet();
            if (remembering) {
                seen.add(request);
            }
            var fault = faults.take();
            if (fault.isPresent()) {
                fail(fault.get(), request, exchange);
            } else {
                send(exchange, respond(request));
            }
        }
    }

    private void fail(Fault fault, Seen request, HttpExchange exchange) throws IOException {
        switch (fault) {
            case Fault.Refused(var status, var type, var code) ->
                    send(
                            exchange,
                            type.isEmpty()
                                    ? new Response(status, "")
                                    : Response.error(
                                            status, type, code, "No, not with Bearer " + KEY));
            case Fault.Response(var status, var body) -> send(exchange, new Response(status, body));
            case Fault.Cut() -> {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write("{\"data\":[".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            case Fault.Slow(var delay) -> {
                await(delay);
                send(exchange, respond(request));
            }
        }
    }

    private Response respond(Seen request) {
        if (!request.header("Authorization").equals("Bearer " + KEY)) {
            return Response.error(401, "", "Invalid API Key provided: sk_test_********");
        }
        if (!request.header("Stripe-Version").equals("2024-09-30.acacia")) {
            return Response.error(400, "", "Invalid Stripe API version");
        }
        var account = request.header("Stripe-Account");
        if (!account.isEmpty() && !world.knows(account)) {
            return Response.error(403, "account_invalid", "No access to account " + account);
        }
        return switch (request.path().split("/")[2]) {
            case "webhook_endpoints" -> endpoints.respond(request);
            case "transfers", "payouts" -> orders.respond(request);
            default -> lists.respond(request);
        };
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, List<String>> parameters(String encoded) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : encoded == null ? new String[0] : encoded.split("&")) {
            int equals = pair.indexOf('=');
            parameters
                    .computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
                    .add(decoded(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void await(Duration delay) {
        try {
            boolean _ = closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
