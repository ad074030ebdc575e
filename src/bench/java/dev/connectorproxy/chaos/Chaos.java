package dev.connectorproxy.chaos;

import dev.connectorproxy.chaos.EventLog.FaultKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// `make chaos`: three replicas of the built jar on one PostgreSQL under constant load. Every five seconds one is killed
/// and restarted, or paused for longer than its lease; at the end the events seen by their peers are checked.
/// `--seconds 170` sets the duration, `--rate 20` the calls per second.
final class Chaos {
    private static final int REPLICAS = 3;
    private static final long FAULT_INTERVAL = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_DURATION = TimeUnit.SECONDS.toNanos(17);
    private static final long SETTLE_TIMEOUT = TimeUnit.SECONDS.toNanos(60);

    private final EventLog eventLog = new EventLog();
    private final Random random = new Random(42);
    private final List<Replica> replicas = new ArrayList<>();
    private final Path folder;
    private int skipped;

    private Chaos(Path folder) {
        this.folder = folder;
    }

    /// The command line options.
    private record Options(int seconds, int rate) {
        static Options parse(String[] args) {
            var options = new Options(170, 20);
            for (int i = 0; i + 1 < args.length; i += 2) {
                int value = Integer.parseInt(args[i + 1]);
                options =
                        switch (args[i]) {
                            case "--seconds" -> new Options(value, options.rate);
                            case "--rate" -> new Options(options.seconds, value);
                            default -> throw new IllegalArgumentException(args[i]);
                        };
            }
            return options;
        }
    }

    static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var options = Options.parse(args);
        var folder = Files.createTempDirectory("connector-proxy-chaos");
        boolean clean = new Chaos(folder).run(options);
        System.out.println("logs: " + folder);
        System.exit(clean ? 0 : 1);
    }

    private boolean run(Options options) throws Exception {
        long begin;
        ChaosLoad calls;
        try (var postgres = EmbeddedPostgres.builder().start();
                var peers = new ChaosPeers(eventLog)) {
            try {
                for (int i = 1; i <= REPLICAS; i++) {
                    replicas.add(
                            new Replica(
                                    i,
                                    folder,
                                    settings(postgres.getPort(), peers),
                                    peers,
                                    eventLog));
                }
                // otherwise a paused process would outlive this one
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> replicas.forEach(Replica::close)));
                replicas.forEach(Replica::awaitUp);
                begin = System.nanoTime();
                long end = begin + TimeUnit.SECONDS.toNanos(options.seconds());
                calls = new ChaosLoad(replicas, peers, eventLog);
                var load = Thread.ofVirtual().start(() -> calls.send(options.rate(), end));
                injectFaults(end);
                load.join();
                settle();
            } finally {
                replicas.forEach(Replica::close);
            }
        }
        Files.write(
                folder.resolve("ledger.log"), (Iterable<String>) eventLog.lines(begin)::iterator);
        return report(calls, new Verdict(eventLog));
    }

    private void injectFaults(long end) throws IOException, InterruptedException {
        long next = System.nanoTime() + FAULT_INTERVAL;
        long wake = Long.MAX_VALUE;
        while (next - end < 0) {
            long now = System.nanoTime();
            if (wake != Long.MAX_VALUE && now - wake >= 0) {
                for (var replica : replicas) {
                    if (replica.isPaused()) {
                        replica.wake();
                    }
                }
                wake = Long.MAX_VALUE;
            }
            if (now - next >= 0) {
                if (injectFault(wake == Long.MAX_VALUE)) {
                    wake = now + PAUSE_DURATION;
                }
                next += FAULT_INTERVAL;
            }
            LockSupport.parkNanos(10_000_000);
        }
        for (var replica : replicas) {
            if (replica.isPaused()) {
                replica.wake();
            }
        }
    }

    /// Kills or pauses one replica, if another one stays up.
    ///
    /// @return whether a replica was paused
    private boolean injectFault(boolean pause) throws IOException, InterruptedException {
        var up = replicas.stream().filter(Replica::isUp).toList();
        if (up.size() < 2) {
            skipped++;
            return false;
        }
        var victim = up.get(random.nextInt(up.size()));
        if (pause) {
            victim.pause();
        } else {
            victim.kill();
        }
        return pause;
    }

    /// Waits until every acknowledged call has its callback, and a moment longer for duplicates.
    private void settle() {
        long end = System.nanoTime() + SETTLE_TIMEOUT;
        while (new Verdict(eventLog).lost() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(200_000_000);
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
    }

    private boolean report(ChaosLoad calls, Verdict verdict) {
        System.out.printf(
                "%d calls sent, %d completed at once, %d acknowledged, %d of them with OutcomeUnknown%n",
                calls.sent(), calls.completedAtOnce(), verdict.acknowledged(), verdict.unknown());
        System.out.printf(
                "%d killed, %d paused, %d skipped since no other one was up%n",
                verdict.faultCount(FaultKind.KILLED),
                verdict.faultCount(FaultKind.PAUSED),
                skipped);
        System.out.printf(
                "failover of %d (%d by a replica that was hit as well): half within %.1f s, p99 %.1f s, longest %.1f s%n",
                verdict.failoverCount(),
                verdict.hitTwice(),
                verdict.failover(500),
                verdict.failover(990),
                verdict.failover(1000));
        System.out.printf("%d violations%n", verdict.violations().size());
        verdict.violations().stream().limit(40).forEach(System.out::println);
        return verdict.violations().isEmpty() && verdict.acknowledged() > 0;
    }

    private String settings(int port, ChaosPeers peers) {
        return """
        server: {port: 0}
        egress: {allow: [127.0.0.0/8]}
        long-running:
          commands: ['http/*']
          after: PT0.5S
          data-dir: '%s'
          database: 'jdbc:postgresql://127.0.0.1:%d/postgres'
          database-user: postgres
          key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
          callback: {allow: ['%s'], api-key: %s}
        """
                .formatted(folder.resolve("none"), port, peers.arenaOrigin(), ChaosPeers.API_KEY);
    }
}
