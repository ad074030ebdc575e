package dev.connectorproxy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// `make crash`: kills the built jar many times, at points where the test holds it, and counts calls that were lost,
/// started twice or delivered twice. `--runs 200` is the number for each of `--stores h2,postgres`. Lanes with their
/// own store run in parallel, since most of a run is waiting: for a process to start, or for a lease to expire.
final class CrashRuns {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+)");
    private static final int CALLS = 6;

    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(4711);

    private CrashRuns(Path folder) {
        this.folder = folder;
    }

    /// The point at which the process is killed.
    private enum Point {
        BEFORE_COMMIT,
        AFTER_COMMIT,
        MID_COMMAND,
        AFTER_COMMAND,
        MID_CALLBACK,
        AFTER_CALLBACK
    }

    /// The result of several runs.
    private record Outcome(int runs, int acknowledged, List<String> faults) {
        Outcome plus(Outcome other) {
            var all = new ArrayList<>(faults);
            all.addAll(other.faults);
            return new Outcome(runs + other.runs, acknowledged + other.acknowledged, all);
        }
    }

    static void main(String[] args) throws Exception {
        int runs = 200;
        var stores = List.of("h2", "postgres");
        for (int i = 0; i < args.length; i += 2) {
            switch (args[i]) {
                case "--runs" -> runs = Integer.parseInt(args[i + 1]);
                case "--stores" -> stores = List.of(args[i + 1].split(","));
                default -> {
                    System.err.println("usage: --runs N --stores h2,postgres");
                    System.exit(2);
                }
            }
        }
        boolean clean = true;
        for (var store : stores) {
            clean &= all(store, runs);
        }
        System.exit(clean ? 0 : 1);
    }

    /// @return whether no fault was found in at least one accepted call
    private static boolean all(String database, int runs) throws Exception {
        long begin = System.nanoTime();
        int lanes = database.equals("h2") ? 2 : 4;
        var outcome = new Outcome(0, 0, List.of());
        var folder = Files.createTempDirectory("connector-proxy-crash");
        try (var store = new CrashStore(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = new ArrayList<Future<Outcome>>();
            for (int lane = 0; lane < lanes; lane++) {
                var mine =
                        IntStream.iterate(lane, it -> it < runs, it -> it + lanes).boxed().toList();
                var own = Files.createDirectory(folder.resolve("lane-" + lane));
                var settings = store.settings(own, lane);
                parts.add(threads.submit(() -> new CrashRuns(own).lane(database, settings, mine)));
            }
            for (var part : parts) {
                outcome = outcome.plus(part.get());
            }
        }
        System.out.printf(
                "%s: %d runs, %d acknowledged, %d faults, %d s%n",
                database,
                outcome.runs(),
                outcome.acknowledged(),
                outcome.faults().size(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        outcome.faults().forEach(System.out::println);
        return outcome.faults().isEmpty() && outcome.acknowledged() > 0;
    }

    private Outcome lane(String database, String settings, List<Integer> numbers) throws Exception {
        var outcome = new Outcome(0, 0, List.of());
        for (int i : numbers) {
            var point = Point.values()[i % Point.values().length];
            try (var run = new Run(settings, database + "-" + i)) {
                int acknowledged = run.crash(point);
                var faults = run.faults(point);
                System.out.printf(
                        "%s-%d %s: %d acknowledged %s%n", database, i, point, acknowledged, faults);
                outcome = outcome.plus(new Outcome(1, acknowledged, faults));
            }
        }
        return outcome;
    }

    /// Several calls, a crash, a restart, and the check of the outcome.
    private final class Run implements AutoCloseable {
        private final String settings;
        private final String name;
        private final FakeSpiffArena arena = new FakeSpiffArena();
        private final CountDownLatch asked = new CountDownLatch(CALLS / 2);
        private final CountDownLatch release = new CountDownLatch(1);
        private final RecordingUpstream upstream;
        private final List<String> acknowledged = new ArrayList<>();

        Run(String settings, String name) throws IOException {
            this.settings = settings;
            this.name = name;
            this.upstream =
                    new RecordingUpstream(exchange -> {
                        asked.countDown();
                        Await.latch(release);
                        RecordingUpstream.send(
                                exchange, 200, "application/json", "{\"done\":true}");
                    });
        }

        int crash(Point point) throws Exception {
            var silent = new CountDownLatch(1);
            var called = new CountDownLatch(1);
            if (point == Point.MID_CALLBACK || point == Point.AFTER_CALLBACK) {
                arena.respondNext(exchange -> {
                    if (point == Point.AFTER_CALLBACK) {
                        arena.acceptWithoutResponse(
                                exchange.getRequestURI().getPath().split("/")[4]);
                    }
                    called.countDown();
                    Await.latch(silent);
                });
            }
            if (point != Point.MID_COMMAND) {
                release.countDown();
            }
            try (var jar = jar()) {
                var base = jar.awaitLine(LISTENING).group(1);
                var responses = send(base);
                switch (point) {
                    case BEFORE_COMMIT -> LockSupport.parkNanos(random.nextInt(40_000_000));
                    case AFTER_COMMIT -> responses.getFirst().join();
                    case MID_COMMAND -> asked.await(30, TimeUnit.SECONDS);
                    case AFTER_COMMAND -> {
                        asked.await(30, TimeUnit.SECONDS);
                        LockSupport.parkNanos(random.nextInt(10_000_000));
                    }
                    case MID_CALLBACK, AFTER_CALLBACK -> called.await(30, TimeUnit.SECONDS);
                }
                jar.kill();
                for (int i = 0; i < responses.size(); i++) {
                    if (responses.get(i).join() == 202) {
                        acknowledged.add(task(i));
                    }
                }
            }
            silent.countDown();
            release.countDown();
            try (var jar = jar()) {
                jar.awaitLine(LISTENING);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (!delivered().containsAll(acknowledged) && System.nanoTime() < end) {
                    LockSupport.parkNanos(20_000_000);
                }
                LockSupport.parkNanos(
                        TimeUnit.SECONDS.toNanos(1)); // for duplicates that arrive late
            }
            return acknowledged.size();
        }

        List<String> faults(Point point) {
            var faults = new ArrayList<String>();
            for (var task : acknowledged) {
                if (!delivered().contains(task)) {
                    faults.add("%s at %s lost".formatted(task, point));
                }
            }
            for (int i = 0; i < CALLS; i++) {
                var task = task(i);
                long begun =
                        upstream.requests().stream()
                                .filter(it -> it.target().equals("/" + task))
                                .count();
                if (begun > 1 && !repeatable(i)) {
                    faults.add("%s at %s begun %d times".formatted(task, point, begun));
                }
                if (delivered().stream().filter(task::equals).count() > 1) {
                    faults.add("%s at %s delivered twice".formatted(task, point));
                }
            }
            return faults;
        }

        private List<String> delivered() {
            return arena.accepted().stream().map(FakeSpiffArena.Callback::task).toList();
        }

        private List<CompletableFuture<Integer>> send(String base) {
            var responses = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < CALLS; i++) {
                var task = task(i);
                var command = repeatable(i) ? "PutRequestAsync" : "PostRequestAsync";
                var request = arena.call(base, command, task, upstream.url());
                responses.add(
                        client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                                .thenApply(HttpResponse::statusCode)
                                .exceptionally(_ -> 0));
            }
            return responses;
        }

        private String task(int i) {
            return name + "-" + i;
        }

        private boolean repeatable(int i) {
            return i % 2 == 1;
        }

        private RealJarIT.Jar jar() throws IOException {
            var config =
                    """
                    server: {port: 0}
                    egress: {allow: [127.0.0.0/8]}
                    long-running: {commands: ['http/*'], %s callback: {allow: ['%s']}}
                    """
                            .formatted(settings, arena.origin());
            return RealJarIT.Jar.fast(
                    "--config", Files.writeString(folder.resolve("a.yaml"), config).toString());
        }

        @Override
        public void close() {
            arena.close();
            upstream.close();
        }
    }
}
