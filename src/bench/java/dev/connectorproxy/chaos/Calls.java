package dev.connectorproxy.chaos;

import dev.connectorproxy.chaos.Ledger.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Sends calls at a constant rate, as SpiffArena behind a load balancer does: each once, to any replica.
final class Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// The percentage of calls to a paused replica that are still sent there: the load balancer notices late.
    private static final int TO_THE_PAUSED = 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(4711);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answeredAtOnce = new AtomicInteger();
    private final List<Replica> replicas;
    private final Peers peers;
    private final Ledger ledger;

    Calls(List<Replica> replicas, Peers peers, Ledger eventLog) {
        this.replicas = replicas;
        this.peers = peers;
        this.ledger = eventLog;
    }

    /// Sends calls until the end.
    ///
    /// @param rate calls per second
    /// @param end a reading of [System#nanoTime()]
    void send(int rate, long end) {
        long next = System.nanoTime();
        while (next - end < 0) {
            LockSupport.parkNanos(next - System.nanoTime());
            one();
            next += 1_000_000_000L / rate;
        }
    }

    int sent() {
        return sent.get();
    }

    /// Calls whose command finished within `long-running.after`.
    int answeredAtOnce() {
        return answeredAtOnce.get();
    }

    /// The task id of a repeatable command begins with `r`, others with `p`.
    private void one() {
        boolean repeatable = random.nextBoolean();
        boolean deferredLate = random.nextInt(4) == 0; // becomes deferred only while it runs
        long millis = random.nextInt(20) == 0 ? 6_000 : 100 + random.nextInt(1_400);
        var task = (repeatable ? "r-" : "p-") + sent.incrementAndGet();
        var command = (repeatable ? "PutRequest" : "PostRequest") + (deferredLate ? "" : "Async");
        var replica = replicas.get(random.nextInt(replicas.size()));
        if (replica.isPaused() && random.nextInt(100) >= TO_THE_PAUSED) {
            replica = replicas.get(random.nextInt(replicas.size()));
        }
        var address = replica.address();
        var url = replica.url();
        if (url.isEmpty()) {
            return;
        }
        var body =
                """
                {"url":"%s","spiff__task_id":"%s","spiff__callback_url":"%s","spiff__process_instance_id":7}
                """
                        .formatted(peers.upstreamUrl(task, millis), task, peers.callbackUrl(task));
        var request =
                HttpRequest.newBuilder(URI.create(url.get() + "/v1/do/http/" + command))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenAccept(response -> answered(task, address, response.statusCode()));
    }

    private void answered(String task, String address, int status) {
        if (status == 202) {
            peers.waits(task);
            ledger.event(task, Kind.ACKNOWLEDGED, address);
        } else if (status == 200) {
            answeredAtOnce.incrementAndGet();
        }
    }
}
