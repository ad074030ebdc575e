package dev.connectorproxy.chaos;

import dev.connectorproxy.chaos.EventLog.Kind;
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
final class ChaosLoad {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /// The percentage of calls to a paused replica that are still sent there: the load balancer notices late.
    private static final int PAUSED_PERCENT = 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(4711);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger completedAtOnce = new AtomicInteger();
    private final List<Replica> replicas;
    private final ChaosPeers peers;
    private final EventLog eventLog;

    ChaosLoad(List<Replica> replicas, ChaosPeers peers, EventLog eventLog) {
        this.replicas = replicas;
        this.peers = peers;
        this.eventLog = eventLog;
    }

    /// Sends calls until the end.
    ///
    /// @param rate calls per second
    /// @param end a reading of [System#nanoTime()]
    void send(int rate, long end) {
        long next = System.nanoTime();
        while (next - end < 0) {
            LockSupport.parkNanos(next - System.nanoTime());
            sendOne();
            next += 1_000_000_000L / rate;
        }
    }

    int sent() {
        return sent.get();
    }

    /// Calls whose command finished within `long-running.after`.
    int completedAtOnce() {
        return completedAtOnce.get();
    }

    /// The task id of a repeatable command begins with `r`, others with `p`.
    private void sendOne() {
        boolean repeatable = random.nextBoolean();
        boolean deferredLate = random.nextInt(4) == 0; // becomes deferred only while it runs
        long millis = random.nextInt(20) == 0 ? 6_000 : 100 + random.nextInt(1_400);
        var task = (repeatable ? "r-" : "p-") + sent.incrementAndGet();
        var command = (repeatable ? "PutRequest" : "PostRequest") + (deferredLate ? "" : "Async");
        var replica = replicas.get(random.nextInt(replicas.size()));
        if (replica.isPaused() && random.nextInt(100) >= PAUSED_PERCENT) {
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
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenAccept(response -> recordResponse(task, address, response.statusCode()));
    }

    private void recordResponse(String task, String address, int status) {
        if (status == 202) {
            peers.markWaiting(task);
            eventLog.event(task, Kind.ACKNOWLEDGED, address);
        } else if (status == 200) {
            completedAtOnce.incrementAndGet();
        }
    }
}
