package dev.connectorproxy.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Callers that send commands to nginx, one after another with a short pause: of eight calls, one is a GET of the list,
/// one takes a second, and the others are GET and POST commands. None is sent again.
final class RollingLoad {
    private static final int CALLERS = 16;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration TIMEOUT = Duration.ofSeconds(45); // SpiffArena's

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final String proxyUrl;
    private final String targetUrl;
    private final List<Thread> callers;
    private volatile boolean stopping;

    RollingLoad(String proxyUrl, String targetUrl) {
        this.proxyUrl = proxyUrl;
        this.targetUrl = targetUrl;
        this.callers =
                IntStream.range(0, CALLERS)
                        .mapToObj(_ -> Thread.ofVirtual().start(this::call))
                        .toList();
    }

    int calls() {
        return calls.get();
    }

    /// Why calls failed, one line each.
    List<String> failures() {
        return failures;
    }

    /// Lets the calls in flight end.
    void stop() throws InterruptedException {
        stopping = true;
        for (var caller : callers) {
            caller.join();
        }
    }

    private void call() {
        try {
            while (!stopping) {
                callOnce(calls.getAndIncrement());
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void callOnce(int number) throws InterruptedException {
        var id = "call-" + number + ".";
        var request =
                switch (number % 8) {
                    case 0 -> request("/v1/commands").build();
                    case 1 -> command("PostRequest", "/slow/" + id);
                    case 2, 3, 4 -> command("PostRequest", "/fast/" + id);
                    default -> command("GetRequest", "/fast/" + id);
                };
        var expected = number % 8 == 0 ? "GetRequest" : id;
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200 || !response.body().contains(expected)) {
                failures.add("%s: %d %s".formatted(id, response.statusCode(), response.body()));
            }
        } catch (IOException e) {
            failures.add(id + ": " + e);
        }
    }

    private HttpRequest command(String name, String path) {
        var body = "{\"url\":\"%s%s\"}".formatted(targetUrl, path);
        return request("/v1/do/http/" + name).POST(BodyPublishers.ofString(body)).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(proxyUrl + path))
                .timeout(TIMEOUT)
                .header("Spiff-Connector-Proxy-Api-Key", Messages.KEY)
                .header("Content-Type", "application/json");
    }
}
