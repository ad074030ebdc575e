package dev.connectorproxy.egress;

import dev.connectorproxy.egress.EgressSettings.Limits;
import dev.connectorproxy.egress.EgressSettings.Timeouts;
import dev.connectorproxy.egress.connect.ProxySettings;
import dev.connectorproxy.egress.target.AllowList;
import dev.connectorproxy.egress.target.EgressPolicy;
import dev.connectorproxy.egress.target.InternationalHosts;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// An egress with loopback allowed, and short methods to send with it on a virtual thread.
public record LoopbackSender(HttpEgress egress) implements AutoCloseable {
    static final int MAX_BYTES = 1 << 20;
    public static final Limits LIMITS =
            new Limits(1_024, 256, 64, Duration.ofMillis(300), MAX_BYTES, MAX_BYTES);
    public static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(10));

    public LoopbackSender() {
        this(settings(TIMEOUTS, LIMITS));
    }

    public LoopbackSender(EgressSettings settings) {
        this(new HttpEgress(settings, loopbackPolicy(), Shares.NONE, ExchangeListener.NONE));
    }

    static EgressSettings settings(Timeouts timeouts, Limits bounds) {
        return new EgressSettings(
                AllowList.parse(List.of()),
                InternationalHosts.REFUSED,
                timeouts,
                bounds,
                ProxySettings.NONE,
                LoopbackHttpEgress.TLS,
                0);
    }

    /// A policy that allows loopback; every name but `nowhere.example.com` resolves to it.
    static EgressPolicy loopbackPolicy() {
        return new EgressPolicy(AllowList.parse(List.of("127.0.0.0/8")), LoopbackSender::loopback);
    }

    static List<InetAddress> loopback(String host) throws UnknownHostException {
        if (host.equals("nowhere.example.com")) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
    }

    public static HttpRequest get(String url, Header... headers) {
        return request("GET", url, Optional.empty(), headers);
    }

    static HttpRequest post(String url, String body, Header... headers) {
        return request("POST", url, Optional.of(body), headers);
    }

    static HttpRequest request(
            String method, String url, Optional<String> body, Header... headers) {
        return new HttpRequest(
                method,
                url,
                List.of(headers),
                body.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Redirects.RETURN,
                Retries.NONE);
    }

    static HttpRequest following(HttpRequest request) {
        return new HttpRequest(
                request.method(),
                request.url(),
                request.headers(),
                request.body(),
                Redirects.FOLLOW,
                request.retries());
    }

    static Call call(Duration time) {
        return call(time, Call.Trail.NONE);
    }

    static Call call(Duration time, Call.Trail trail) {
        long deadline = System.nanoTime() + time.toNanos();
        return new Call("id-1", false, Optional.empty(), deadline, trail);
    }

    public static String text(HttpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public HttpResponse send(HttpRequest request) {
        return send(request, call(Duration.ofSeconds(60)));
    }

    HttpResponse send(HttpRequest request, Call call) {
        try {
            return sendAsync(request, call).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ConnectorException failure) {
                throw failure;
            }
            throw e;
        }
    }

    CompletableFuture<HttpResponse> sendAsync(HttpRequest request, Call call) {
        return CompletableFuture.supplyAsync(
                () -> egress.send(request, call), task -> Thread.ofVirtual().start(task));
    }

    /// Sends the request and returns the failure that is expected.
    ConnectorException failure(HttpRequest request, Call call) {
        try {
            var response = send(request, call);
            throw new AssertionError("no failure but " + response.status() + ": " + text(response));
        } catch (ConnectorException e) {
            return e;
        }
    }

    public ConnectorException failure(HttpRequest request) {
        return failure(request, call(Duration.ofSeconds(60)));
    }

    @Override
    public void close() {
        egress.close();
    }
}
