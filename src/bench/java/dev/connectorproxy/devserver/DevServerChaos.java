package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// `make dev-chaos`: 64 clients fetch from, reset, set, replace and delete 8 connectors at random, while
/// [ChaosLedger] records the results. `--seconds 60` sets the duration.
final class DevServerChaos {
    static final int CLIENTS = 64;
    static final int CONNECTORS = 8;
    private static final Duration STUCK = Duration.ofSeconds(60);
    private static final List<String> PAYLOADS =
            List.of("", "\"account\":{\"reference\":\"a\"}", "\"account\":{\"reference\":\"b\"}");

    private final ChaosLedger ledger = new ChaosLedger();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray statuses = new AtomicIntegerArray(600);

    /// The results.
    ///
    /// @param statuses the number of responses by status
    /// @param turns the number of calls of the provider
    /// @param pages the number of pages that clients received
    /// @param violations of the sequence of states
    /// @param surprises responses with another status than 2xx, 404 or 409, and clients that got stuck
    record Outcome(
            AtomicIntegerArray statuses,
            int fetches,
            int pages,
            List<String> violations,
            List<String> surprises) {

        boolean clean() {
            return violations.isEmpty() && surprises.isEmpty();
        }

        int count(int status) {
            return statuses.get(status);
        }

        @Override
        public String toString() {
            var text = new StringBuilder();
            for (int i = 0; i < statuses.length(); i++) {
                if (statuses.get(i) > 0) {
                    text.append(i).append(": ").append(statuses.get(i)).append(" responses\n");
                }
            }
            text.append(fetches).append(" calls of the provider, ").append(pages);
            text.append(" pages received\n").append(violations.size());
            text.append(" violations of the sequence ").append(first(violations)).append('\n');
            return text.append(surprises.size())
                    .append(" surprises ")
                    .append(first(surprises))
                    .toString();
        }

        private static List<String> first(List<String> all) {
            return all.subList(0, Math.min(5, all.size()));
        }
    }

    static void main(String[] args) throws Exception {
        int seconds = 60;
        if (args.length == 2 && args[0].equals("--seconds")) {
            seconds = Integer.parseInt(args[1]);
        } else if (args.length > 0) {
            System.err.println("usage: --seconds N");
            System.exit(2);
        }
        var outcome = new DevServerChaos().run(Duration.ofSeconds(seconds));
        System.out.println(outcome);
        System.exit(outcome.clean() ? 0 : 1);
    }

    Outcome run(Duration time) throws InterruptedException {
        try (var server = new RunningDevServer(new ChaosProvider(ledger))) {
            var paths = new ArrayList<String>();
            for (int i = 0; i < CONNECTORS; i++) {
                var made = server.post("/connectors", connector(""));
                paths.add("/connectors/" + made.json().getString("connectorId"));
            }
            long end = System.nanoTime() + time.toNanos();
            var clients = new ArrayList<Future<?>>();
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            for (int i = 0; i < CLIENTS; i++) {
                var random = new Random(i);
                clients.add(
                        threads.submit(() -> {
                            while (System.nanoTime() - end < 0) {
                                step(server, paths.get(random.nextInt(CONNECTORS)), random);
                            }
                        }));
            }
            await(clients, time);
            threads.shutdownNow();
            // the final fetch reads the state in which the run left each connector
            paths.forEach(it -> fetch(server, it, "payments", ""));
        }
        return new Outcome(
                statuses,
                ledger.fetches(),
                ledger.pages(),
                ledger.violations(),
                List.copyOf(surprises));
    }

    private void await(List<Future<?>> clients, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.plus(STUCK).toNanos();
        for (var client : clients) {
            try {
                client.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                surprises.add(e.getCause().toString());
            } catch (TimeoutException _) {
                surprises.add("a client is stuck");
            }
        }
    }

    private void step(RunningDevServer server, String path, Random random) {
        var kind = random.nextBoolean() ? "accounts" : "payments";
        switch (random.nextInt(30)) {
            case 0 -> seen(server.request("DELETE", path, ""));
            case 1, 2 -> seen(server.post("/connectors", connector(path)));
            case 3 -> {
                ledger.clears(kind);
                fetch(server, path, kind, "\"reset\":true");
            }
            case 4 -> {
                ledger.clears(kind);
                seen(server.request("DELETE", path + "/state/" + kind, ""));
            }
            case 5 -> seen(server.get(path + "/state"));
            case 6 -> {
                var state = ledger.sets(kind);
                seen(server.request("PUT", path + "/state/" + kind, "{\"state\":" + state + "}"));
            }
            default -> fetch(server, path, kind, PAYLOADS.get(random.nextInt(PAYLOADS.size())));
        }
    }

    private void fetch(RunningDevServer server, String path, String kind, String body) {
        var response = server.post(path + "/fetch/" + kind, "{" + body + "}");
        seen(response);
        if (response.status() == 200) {
            var state = response.json().getJsonObject("newState");
            ledger.received(state.getJsonNumber("number").longValueExact());
        }
    }

    private void seen(Response response) {
        int status = response.status();
        statuses.incrementAndGet(status);
        if (status / 100 != 2 && status != 404 && status != 409) {
            surprises.add(status + " " + response.body());
        }
    }

    private static String connector(String path) {
        var id =
                path.isEmpty()
                        ? ""
                        : ",\"connectorId\":\"" + path.substring("/connectors/".length()) + "\"";
        return "{\"provider\":\"chaos\",\"name\":\"n\",\"config\":{}" + id + "}";
    }
}
