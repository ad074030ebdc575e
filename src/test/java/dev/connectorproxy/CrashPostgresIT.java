package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpExchange;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The built jar on PostgreSQL, killed once while it is at several points at the same time, and what another running
/// replica does when the lease of the dead one has expired: the short form of `make crash` and `make chaos`.
class CrashPostgresIT extends ReplicasFixture {
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    private RecordingUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = new RecordingUpstream(this::respond);
    }

    @AfterEach
    void stop() {
        never.countDown();
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
            accepted(base, "PostRequestAsync", "unanswered", upstream.url());
            taken.await();
            accepted(base, "PutRequestAsync", "put-held", upstream.url());
            accepted(base, "PostRequestAsync", "post-held", upstream.url());
            accepted(base, "PostRequestAsync", "fills-held", upstream.url());
            Await.condition("three commands to run", () -> upstream.requests().size() == 4);
            accepted(base, "PostRequestAsync", "waits", upstream.url());
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
}
