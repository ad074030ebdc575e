package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// `make long-away`: SpiffArena goes away, 10,000 invocations end meanwhile, and an hour passes: not on the clock, but
/// in the store, where every callback's next turn is moved to where it would be by then. Then SpiffArena returns. Fails
/// unless all are delivered within five minutes, each taken once, and the live heap stays flat.
final class LongAway {
    private static final Duration MAX_DELIVERY_TIME = Duration.ofMinutes(5);
    private static final Duration DOWNTIME_AFTER_RESTART = Duration.ofSeconds(20);
    private static final double FLAT_MB = 32;
    private static final int WARM_UP = 500;
    private static final Pattern WAITING =
            Pattern.compile(
                    "(?m)^connector_proxy_long_running_invocations\\{.*state=\"waiting\".*} ([0-9.]+)$");

    private final LongStore store;
    private final Jar jar;
    private final int upstream;
    private final int count;
    private final SpiffArenaStub arena = new SpiffArenaStub();

    private LongAway(LongStore store, Jar jar, int upstream, int count) throws IOException {
        this.store = store;
        this.jar = jar;
        this.upstream = upstream;
        this.count = count;
    }

    /// @param args how many invocations; 10,000 if nothing is said
    static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int count = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        var directory = Files.createTempDirectory("connector-proxy-long-away");
        var jar = new Jar(Path.of("target"), directory);
        boolean good;
        System.out.println("on " + Machine.describe() + ":");
        try (var far = BenchUpstream.start(List.of("127.0.0.1"))) {
            int port = far.ports().getFirst();
            try (var h2 = LongStore.h2(directory)) {
                good = new LongAway(h2, jar, port, count).run();
            }
            try (var postgres = LongStore.postgres(directory)) {
                good &= new LongAway(postgres, jar, port, count).run();
            }
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run() throws Exception {
        try (arena) {
            double before = fill();
            age();
            return restart(before);
        }
    }

    /// @return the live heap before, in MB
    private double fill() throws Exception {
        try (var proxy = start()) {
            arena.start();
            var calls = new LongCalls(proxy, arena, Scenario.url(upstream, "/json"));
            calls.send("warm", WARM_UP, 16);
            arena.awaitTaken(WARM_UP, Duration.ofMinutes(1));
            double before = heap(proxy);
            arena.stop();
            calls.send("away", count, 32);
            awaitWaiting(proxy);
            say("%,d invocations over, SpiffArena away", count);
            say("live heap %.1f MB, %.1f MB before", heap(proxy), before);
            return before;
        }
    }

    /// As if each callback had failed in turn for an hour.
    private void age() throws SQLException {
        var turn = Instant.now().plus(Duration.ofMinutes(90));
        try (var connection = store.connect();
                var invocations =
                        connection.prepareStatement(
                                "update lr_invocation set failures = 8, next_at = ?, not_before = 0 where state = 'WAITING'");
                var deliveries =
                        connection.prepareStatement(
                                "update lr_deliveries set execution_time = ?, last_success = ?, picked = false")) {
            invocations.setLong(1, turn.toEpochMilli());
            deliveries.setTimestamp(1, Timestamp.from(turn));
            deliveries.setTimestamp(2, Timestamp.from(Instant.now().minusSeconds(1_800)));
            int aged = invocations.executeUpdate();
            deliveries.executeUpdate();
            say("%,d of them put off for 90 minutes, as after an hour of failures", aged);
        }
    }

    private boolean restart(double before) throws Exception {
        try (var proxy = start()) {
            LockSupport.parkNanos(DOWNTIME_AFTER_RESTART.toNanos());
            double away = heap(proxy);
            arena.start();
            long begin = System.nanoTime();
            boolean all = arena.awaitTaken(WARM_UP + count, MAX_DELIVERY_TIME);
            double seconds = (arena.lastTaken() - begin) / 1e9;
            double after = heap(proxy);
            say(
                    "%,d of %,d delivered %.0f s after its return; %d refused as second ones",
                    arena.taken() - WARM_UP, count, seconds, arena.refused());
            say(
                    "live heap %.1f MB away, %.1f MB when all was delivered; RSS %.0f MB at most",
                    away, after, Usage.peakMb(proxy.child()));
            return all && away - before < FLAT_MB && after - before < FLAT_MB;
        }
    }

    private Subject start() throws IOException, InterruptedException {
        return jar.start(LongBench.settings(store, arena, 32));
    }

    private static double heap(Subject proxy) throws IOException {
        return Usage.liveHeap(proxy.child()) / 1e6;
    }

    private void awaitWaiting(Subject proxy) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < end) {
            if (waiting(proxy) >= count) {
                return;
            }
            LockSupport.parkNanos(1_000_000_000L);
        }
        throw new IOException("%.0f of %,d are over".formatted(waiting(proxy), count));
    }

    private static double waiting(Subject proxy) throws IOException {
        try (var connection = LoadConnection.open(proxy.port(), Duration.ofSeconds(10))) {
            connection.exchange(Messages.own("/observe/metrics", "").request());
            var found = WAITING.matcher(connection.text(1 << 20));
            return found.find() ? Double.parseDouble(found.group(1)) : 0;
        }
    }

    private void say(String what, Object... figures) {
        System.out.println(store.name() + ": " + what.formatted(figures));
    }
}
