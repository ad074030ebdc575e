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
    private Arena arena;
    private Held upstream;

    @BeforeEach
    void start() throws IOException {
        arena = new Arena();
        upstream = new Held();
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
                    arena.awaitTaken("first").body(),
                    containsString("\"error_code\":\"OutcomeUnknown\""));
            assertThat(arena.awaitTaken("second").body(), containsString("\"error\":null"));
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
            Until.happens(
                    "both commands to run",
                    () -> upstream.of("put") == 1 && upstream.of("post") == 1);
            jar.kill();
        }
        upstream.release.countDown();

        try (var jar = jar("idempotency-header: true,")) {
            jar.awaitLine(LISTENING);

            assertThat(arena.awaitTaken("put").body(), containsString("\"error\":null"));
            assertThat(
                    arena.awaitTaken("post").body(),
                    containsString("\"error_code\":\"OutcomeUnknown\""));
        }
        assertThat(upstream.of("post"), is(1L));
        assertThat(upstream.of("put"), is(2L));
        assertThat(
                upstream.server.seen().stream()
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
                    arena.awaitTaken("turned").body(),
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
        arena.next(exchange -> {
            before.countDown(); // the request has arrived, but is not accepted yet
            Until.released(never);
        });
        try (var jar = jar("")) {
            accepted(jar.awaitLine(LISTENING).group(1), "PostRequestAsync", "broken");
            before.await();
            jar.kill();
        }
        arena.next(exchange -> {
            arena.takeInSilence("broken"); // and the response is lost
            after.countDown();
            Until.released(never);
        });
        try (var jar = jar("")) {
            jar.awaitLine(LISTENING);
            after.await();
            jar.kill();
        }
        try (var jar = jar("")) {
            jar.awaitLine(LISTENING);
            Until.happens("a third callback", () -> arena.seen().size() == 3);
        }
        never.countDown();

        assertThat(arena.taken(), hasSize(1));
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
        assertThat(arena.seen(), hasSize(0));
        upstream.release.countDown();

        try (var jar = jar("")) {
            jar.awaitLine(LISTENING);
            assertThat(arena.awaitTaken("grace").body(), containsString("\"error\":null"));
        }
        assertThat(upstream.of("grace"), is(2L));
    }

    /// An upstream that holds its responses until released.
    private static final class Held {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final Upstream server =
                new Upstream(exchange -> {
                    asked.countDown();
                    Until.released(release);
                    Upstream.send(exchange, 200, "application/json", "{\"done\":true}");
                });

        Held() throws IOException {}

        long of(String task) {
            return server.seen().stream().filter(it -> it.target().equals("/" + task)).count();
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
