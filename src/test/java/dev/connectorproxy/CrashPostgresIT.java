package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpExchange;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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

/// The built jar on PostgreSQL, killed once while it is at several points at the same time, and what another running
/// replica does when the lease of the dead one has expired: the short form of `make crash` and `make chaos`.
class CrashPostgresIT {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+)");

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    private FakeSpiffArena arena;
    private RecordingUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        arena = new FakeSpiffArena();
        upstream = new RecordingUpstream(this::respond);
    }

    @AfterEach
    void stop() {
        never.countDown();
        arena.close();
        upstream.close();
    }

    @Test
    void anotherReplicaTakesOverTheWorkOfADeadOne() throws Exception {
        try (var postgres = EmbeddedPostgres.builder().start();
                var victim = jar(postgres, "running: 6,")) { // one target may have three
            var base = victim.awaitLine(LISTENING).group(1);
            var taken = new CountDownLatch(1);
            arena.respondNext(exchange -> {
                arena.acceptWithoutResponse("unanswered"); // and the response is lost
                taken.countDown();
                Await.latch(never);
            });
            accepted(base, "PostRequestAsync", "unanswered");
            taken.await();
            accepted(base, "PutRequestAsync", "put-held");
            accepted(base, "PostRequestAsync", "post-held");
            accepted(base, "PostRequestAsync", "fills-held");
            Await.condition("three commands to run", () -> upstream.requests().size() == 4);
            accepted(base, "PostRequestAsync", "waits");
            try (var other = jar(postgres, "")) {
                // work that has not started needs no expired lease
                other.awaitLine(LISTENING);
                assertThat(arena.awaitCallback("waits").body(), containsString("\"error\":null"));

                victim.kill();
                release.countDown();

                assertThat(
                        arena.awaitCallback("put-held").body(), containsString("\"error\":null"));
                assertThat(
                        arena.awaitCallback("post-held").body(),
                        containsString("\"error_code\":\"OutcomeUnknown\""));
                Await.condition("the second callback", () -> sent("unanswered") == 2);
            }
            assertThat(begun("put-held"), is(2L));
            assertThat(begun("post-held"), is(1L));
            assertThat(begun("unanswered"), is(1L));
            assertThat(begun("waits"), is(1L));
            assertThat(
                    arena.accepted().stream().filter(it -> it.task().equals("unanswered")).count(),
                    is(1L));
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("held")) {
            Await.latch(release);
        }
        RecordingUpstream.send(exchange, 200, "application/json", "{\"done\":true}");
    }

    private long begun(String task) {
        return upstream.requests().stream().filter(it -> it.target().equals("/" + task)).count();
    }

    private long sent(String task) {
        return arena.requests().stream().filter(it -> it.target().contains(task)).count();
    }

    private RealJarIT.Jar jar(EmbeddedPostgres postgres, String extra) throws IOException {
        var config =
                """
                server: {port: 0}
                egress: {allow: [127.0.0.0/8]}
                long-running:
                  { commands: ['http/*'], %s data-dir: '%s', database: 'jdbc:postgresql://127.0.0.1:%d/postgres',
                    database-user: postgres, key: AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, callback: {allow: ['%s']} }
                """
                        .formatted(
                                extra, folder.resolve("none"), postgres.getPort(), arena.origin());
        return new RealJarIT.Jar(
                "--config", Files.writeString(folder.resolve("a.yaml"), config).toString());
    }

    private void accepted(String base, String command, String task) throws Exception {
        var response =
                client.send(
                        arena.call(base, command, task, upstream.url()),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.body(), response.statusCode(), is(202));
    }
}
