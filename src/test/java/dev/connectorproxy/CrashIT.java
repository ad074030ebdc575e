package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built jar, killed with SIGKILL at points where the test holds it, and restarted on the same data.
class CrashIT {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+)");

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private FakeSpiffArena arena;
    private HeldUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        arena = new FakeSpiffArena();
        upstream = new HeldUpstream();
    }

    @AfterEach
    void stop() {
        arena.close();
        upstream.server.close();
    }

    @Test
    void whatWasAcceptedAndNotBegunRunsAfterTheCrash() throws Exception {
        try (var jar = jar("running: 1,")) {
            var base = jar.awaitLine(LISTENING).group(1);
            accepted(base, "PostRequestAsync", "first");
            upstream.asked.await();
            accepted(base, "PostRequestAsync", "second");
            jar.kill();
        }
        upstream.release.countDown();

        try (var jar = jar("running: 1,")) {
            jar.awaitLine(LISTENING);

            assertThat(
                    arena.awaitCallback("first").body(),
                    containsString("\"error_code\":\"OutcomeUnknown\""));
            assertThat(arena.awaitCallback("second").body(), containsString("\"error\":null"));
        }
        assertThat(upstream.of("first"), is(1L));
        assertThat(upstream.of("second"), is(1L));
    }

    @Test
    void onlyARepeatableCommandRunsAgain() throws Exception {
        try (var jar = jar("idempotency-header: true,")) {
            var base = jar.awaitLine(LISTENING).group(1);
            accepted(base, "PutRequestAsync", "put");
            accepted(base, "PostRequestAsync", "post");
            Await.condition(
                    "both commands to run",
                    () -> upstream.of("put") == 1 && upstream.of("post") == 1);
            jar.kill();
        }
        upstream.release.countDown();

        try (var jar = jar("idempotency-header: true,")) {
            jar.awaitLine(LISTENING);

            assertThat(arena.awaitCallback("put").body(), containsString("\"error\":null"));
            assertThat(
                    arena.awaitCallback("post").body(),
                    containsString("\"error_code\":\"OutcomeUnknown\""));
        }
        assertThat(upstream.of("post"), is(1L));
        assertThat(upstream.of("put"), is(2L));
        assertThat(
                upstream.server.requests().stream()
                        .filter(it -> it.target().contains("put"))
                        .map(it -> it.headers().get("Idempotency-key"))
                        .distinct()
                        .toList(),
                hasSize(1));
    }

    @Test
    void aCallThatWasDeferredWhileItsCommandRanIsNotForgotten() throws Exception {
        try (var jar = jar("after: PT0.3S,")) {
            var base = jar.awaitLine(LISTENING).group(1);
            accepted(base, "PostRequest", "turned");
            jar.kill();
        }
        upstream.release.countDown();

        try (var jar = jar("after: PT0.3S,")) {
            jar.awaitLine(LISTENING);

            assertThat(
                    arena.awaitCallback("turned").body(),
                    containsString("\"error_code\":\"OutcomeUnknown\""));
        }
        assertThat(upstream.of("turned"), is(1L));
    }

    @Test
    void aResultIsDeliveredOnceWhereverItsCallbackBrokeOff() throws Exception {
        upstream.release.countDown();
        var before = new CountDownLatch(1);
        var after = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        arena.respondNext(exchange -> {
            before.countDown(); // the request has arrived, but is not accepted yet
            Await.latch(never);
        });
        try (var jar = jar("")) {
            accepted(jar.awaitLine(LISTENING).group(1), "PostRequestAsync", "broken");
            before.await();
            jar.kill();
        }
        arena.respondNext(exchange -> {
            arena.acceptWithoutResponse("broken"); // and the response is lost
            after.countDown();
            Await.latch(never);
        });
        try (var jar = jar("")) {
            jar.awaitLine(LISTENING);
            after.await();
            jar.kill();
        }
        try (var jar = jar("")) {
            jar.awaitLine(LISTENING);
            Await.condition("a third callback", () -> arena.requests().size() == 3);
        }
        never.countDown();

        assertThat(arena.accepted(), hasSize(1));
        assertThat(upstream.of("broken"), is(1L));
    }

    @Test
    void whatIsRunningAtSigtermIsLeftToTheNextStart() throws Exception {
        try (var jar = jar("")) {
            accepted(jar.awaitLine(LISTENING).group(1), "PutRequestAsync", "grace");
            upstream.asked.await();
            jar.terminate();
            assertThat(jar.awaitExit(), is(0));
        }
        assertThat(arena.requests(), hasSize(0));
        upstream.release.countDown();

        try (var jar = jar("")) {
            jar.awaitLine(LISTENING);
            assertThat(arena.awaitCallback("grace").body(), containsString("\"error\":null"));
        }
        assertThat(upstream.of("grace"), is(2L));
    }

    /// An upstream that holds its responses until released.
    private static final class HeldUpstream {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final RecordingUpstream server =
                new RecordingUpstream(exchange -> {
                    asked.countDown();
                    Await.latch(release);
                    RecordingUpstream.send(exchange, 200, "application/json", "{\"done\":true}");
                });

        HeldUpstream() throws IOException {}

        long of(String task) {
            return server.requests().stream().filter(it -> it.target().equals("/" + task)).count();
        }
    }

    private RealJarIT.Jar jar(String extra) throws IOException {
        var config =
                """
                server: {port: 0, shutdown-grace: PT1S}
                egress: {allow: [127.0.0.0/8]}
                long-running: {commands: ['http/*'], data-dir: '%s', %s callback: {allow: ['%s']}}
                """
                        .formatted(folder.resolve("data"), extra, arena.origin());
        return new RealJarIT.Jar(
                "--config", Files.writeString(folder.resolve("a.yaml"), config).toString());
    }

    private void accepted(String base, String command, String task) throws Exception {
        var response =
                client.send(
                        arena.call(base, command, task, upstream.server.url()),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.body(), response.statusCode(), is(202));
    }
}
