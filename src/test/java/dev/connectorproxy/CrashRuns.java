package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `make crash`: kills the built jar many times over, at points that its surroundings hold it at, and counts from outside what
/// was lost, begun twice, or delivered twice.
class CrashRuns {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+)");
    private static final int CALLS = 6;

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(4711);

    /// Where the process is killed.
    private enum Point {
        BEFORE_COMMIT,
        AFTER_COMMIT,
        MID_COMMAND,
        AFTER_COMMAND,
        MID_CALLBACK,
        AFTER_CALLBACK
    }

    @ParameterizedTest
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    @ValueSource(strings = {"h2", "postgres"})
    void nothingIsLostAndNothingHappensTwice(String database) throws Exception {
        int runs = Integer.getInteger("crash.runs", 30);
        var faults = new ArrayList<String>();
        int acknowledged = 0;

        try (var store = new Store(database)) {
            for (int i = 0; i < runs; i++) {
                var point = Point.values()[i % Point.values().length];
                try (var run = new Run(store.settings, database + "-" + i)) {
                    acknowledged += run.crash(point);
                    faults.addAll(run.faults(point));
                }
            }
        }

        System.out.printf(
                "%s: %d runs, %d acknowledged, %d faults%n",
                database, runs, acknowledged, faults.size());
        assertThat(faults, is(empty()));
        assertThat("calls were acknowledged", acknowledged > 0, is(true));
    }

    /// The database of all runs.
    private final class Store implements AutoCloseable {
        private final EmbeddedPostgres postgres;
        private final String settings;

        Store(String kind) throws IOException {
            boolean embedded = kind.equals("h2");
            postgres = embedded ? null : EmbeddedPostgres.builder().start();
            var key = "key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, ";
            settings =
                    embedded
                            ? "data-dir: '%s', ".formatted(folder.resolve("data"))
                            : key
                                    + "data-dir: '%s', database: '%s', database-user: postgres, "
                                            .formatted(
                                                    folder.resolve("none"),
                                                    "jdbc:postgresql://127.0.0.1:%d/postgres"
                                                            .formatted(postgres.getPort()));
        }

        @Override
        public void close() throws IOException {
            if (postgres != null) {
                postgres.close();
            }
        }
    }

    /// Some calls, a crash, a new start, and what came of them.
    private final class Run implements AutoCloseable {
        private final String settings;
        private final String name;
        private final Arena arena = new Arena();
        private final CountDownLatch asked = new CountDownLatch(CALLS / 2);
        private final CountDownLatch release = new CountDownLatch(1);
        private final Upstream upstream;
        private final List<String> acknowledged = new ArrayList<>();

        Run(String settings, String name) throws IOException {
            this.settings = settings;
            this.name = name;
            this.upstream =
                    new Upstream(exchange -> {
                        asked.countDown();
                        await(release);
                        Upstream.send(exchange, 200, "application/json", "{\"done\":true}");
                    });
        }

        int crash(Point point) throws Exception {
            var silent = new CountDownLatch(1);
            var called = new CountDownLatch(1);
            if (point == Point.MID_CALLBACK || point == Point.AFTER_CALLBACK) {
                arena.next(exchange -> {
                    if (point == Point.AFTER_CALLBACK) {
                        arena.takeInSilence(exchange.getRequestURI().getPath().split("/")[4]);
                    }
                    called.countDown();
                    await(silent);
                });
            }
            if (point != Point.MID_COMMAND) {
                release.countDown();
            }
            try (var jar = jar()) {
                var base = jar.awaitLine(LISTENING).group(1);
                var answers = send(base);
                switch (point) {
                    case BEFORE_COMMIT -> LockSupport.parkNanos(random.nextInt(40_000_000));
                    case AFTER_COMMIT -> answers.getFirst().join();
                    case MID_COMMAND -> asked.await(30, TimeUnit.SECONDS);
                    case AFTER_COMMAND -> {
                        asked.await(30, TimeUnit.SECONDS);
                        LockSupport.parkNanos(random.nextInt(10_000_000));
                    }
                    case MID_CALLBACK, AFTER_CALLBACK -> called.await(30, TimeUnit.SECONDS);
                }
                kill(jar);
                for (int i = 0; i < answers.size(); i++) {
                    if (answers.get(i).join() == 202) {
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
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // for what comes once too often
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
                        upstream.seen().stream()
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
            return arena.taken().stream().map(Arena.Taken::task).toList();
        }

        private List<CompletableFuture<Integer>> send(String base) {
            var answers = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < CALLS; i++) {
                var task = task(i);
                arena.waits(task);
                var body =
                        """
                        {"url":"%s/%s","spiff__task_id":"%s","spiff__callback_url":"%s"}
                        """
                                .formatted(upstream.url(), task, task, arena.callback(task));
                var command = repeatable(i) ? "PutRequestAsync" : "PostRequestAsync";
                var request =
                        HttpRequest.newBuilder(URI.create(base + "/v1/do/http/" + command))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build();
                answers.add(
                        client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                                .thenApply(HttpResponse::statusCode)
                                .exceptionally(_ -> 0));
            }
            return answers;
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
            return new RealJarIT.Jar(
                    "--config", Files.writeString(folder.resolve("a.yaml"), config).toString());
        }

        @Override
        public void close() {
            arena.close();
            upstream.close();
        }
    }

    private static void kill(RealJarIT.Jar jar) throws Exception {
        jar.close();
        jar.awaitEnd();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
