package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The part of `make bench` about calls whose result comes later, also `make long-bench`: for H2 and for PostgreSQL,
/// how soon a command begins once its call is on disk, how many calls per second are processed from acceptance to their
/// callback, and what 10,000 hold that were accepted and wait. Fails when those take more than 512 MB.
final class LongBench {
    private static final int PER_SECOND = 50;
    private static final int PACED = 1_000;
    private static final int MANY = 5_000;
    private static final int WAITING = 10_000;
    private static final double MAX_MB = 512;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final LongStore store;
    private final Jar jar;
    private final int upstream;
    private boolean failed;

    private LongBench(LongStore store, Jar jar, int upstream) {
        this.store = store;
        this.jar = jar;
        this.upstream = upstream;
    }

    static void main() throws Exception {
        Locale.setDefault(Locale.ROOT);
        var directory = Files.createTempDirectory("connector-proxy-long-bench");
        var jar = new Jar(Path.of("target"), directory);
        boolean failed = false;
        System.out.println("on " + Machine.describe() + ":");
        try (var far = BenchUpstream.start(List.of("127.0.0.1"))) {
            int port = far.ports().getFirst();
            try (var h2 = LongStore.h2(directory);
                    var waiting = LongStore.h2(directory)) {
                failed |= new LongBench(h2, jar, port).speed().failed;
                failed |= new LongBench(waiting, jar, port).waiting().failed;
            }
            try (var postgres = LongStore.postgres(directory)) {
                failed |= new LongBench(postgres, jar, port).speed().waiting().failed;
            }
        }
        System.exit(failed ? 1 : 0);
    }

    /// The settings of a proxy that keeps calls there.
    static String settings(LongStore store, SpiffArenaStub arena, int running) {
        return """
        egress:
          allow: [ "127.0.0.1/32" ]
        long-running:
          commands: [ 'http/*' ]
          running: %d
          callback:
            allow: [ '%s' ]
        """
                        .formatted(running, arena.origin())
                + store.settings();
    }

    private LongBench speed() throws Exception {
        try (var arena = new SpiffArenaStub()) {
            arena.start();
            double perSecond;
            int[] latencies;
            try (var proxy = jar.start(settings(store, arena, 32))) {
                var calls = new LongCalls(proxy, arena, Scenario.url(upstream, "/json"));
                calls.send("warm", MANY, 32);
                await(arena, MANY);
                calls.paced("paced", PACED, PER_SECOND);
                await(arena, MANY + PACED);
                long begin = System.nanoTime();
                latencies = calls.send("many", MANY, 32);
                await(arena, 2 * MANY + PACED);
                perSecond = MANY / ((arena.lastTaken() - begin) / 1e9);
            }
            reportMillis(
                    "%d calls/s, from the call on disk to its command begun",
                    PER_SECOND, store.sortedMillis("started_at - accepted_at", "paced"));
            reportMillis(
                    "%d calls/s, from the command over to its callback taken",
                    PER_SECOND, store.sortedMillis("closed_at - finished_at", "paced"));
            row(
                    "%,d calls at once, on 32 connections".formatted(MANY),
                    "%,.0f/s from acceptance to callback; accepted after p50 %.1f ms, p99 %.1f ms"
                            .formatted(
                                    perSecond,
                                    Latencies.quantile(latencies, 0.5) / 1e3,
                                    Latencies.quantile(latencies, 0.99) / 1e3));
        }
        return this;
    }

    private LongBench waiting() throws Exception {
        try (var arena = new SpiffArenaStub()) {
            arena.start();
            try (var proxy = jar.start(settings(store, arena, 16))) {
                new LongCalls(proxy, arena, Scenario.url(upstream, "/json")).send("idle", 500, 16);
                await(arena, 500);
                long before = Usage.liveHeap(proxy.child());
                new LongCalls(proxy, arena, Scenario.url(upstream, "/slow?ms=300000"))
                        .send("waiting", WAITING, 32);
                double peak = Usage.peakMb(proxy.child());
                long after = Usage.liveHeap(proxy.child());
                row(
                        "%,d calls accepted, 16 running, the rest waiting".formatted(WAITING),
                        "RSS %.0f MB at most; live heap %.1f MB, %.1f MB before"
                                .formatted(peak, after / 1e6, before / 1e6));
                failed |= peak > MAX_MB;
            }
        }
        return this;
    }

    private static void await(SpiffArenaStub arena, int count) throws IOException {
        if (!arena.awaitTaken(count, TIMEOUT)) {
            throw new IOException(
                    "%,d of %,d callbacks came within %s".formatted(arena.taken(), count, TIMEOUT));
        }
    }

    private void reportMillis(String what, int perSecond, int[] millis) {
        row(
                what.formatted(perSecond),
                "p50 %d ms, p99 %d ms, at most %d ms"
                        .formatted(
                                Latencies.quantile(millis, 0.5),
                                Latencies.quantile(millis, 0.99),
                                millis[millis.length - 1]));
    }

    private void row(String what, String figure) {
        System.out.println("| %s: %s | %s |".formatted(store.name(), what, figure));
    }
}
