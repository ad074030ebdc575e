package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.RunningDevServer.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Many clients on few connectors.
class ConcurrencyTest {
    private static final int CLIENTS = 16;
    private static final int ROWS = 1_000_000;

    private final FakeProvider provider = new FakeProvider();

    @Test
    void everyPageIsHandedOutOnceHoweverManyAskForTheNextOne() throws Exception {
        var pages = 20;
        try (var server = new RunningDevServer(provider)) {
            var path = big(server, "");
            var starts = new ConcurrentLinkedQueue<Integer>();

            run(client -> {
                for (int i = 0; i < pages; i++) {
                    starts.add(next(server.post(path + "/fetch/payments", "")));
                }
            });

            var sorted = starts.stream().sorted().toList();
            var expected = new ArrayList<Integer>();
            for (int i = 1; i <= CLIENTS * pages; i++) {
                expected.add(2 * i);
            }
            assertThat(sorted, is(expected));
        }
    }

    /// What is committed in which order is checked by [StateSequenceTest]; here the whole server is under the same load.
    @Test
    void resetsReplacementsAndDeletionsAtRandomLoseNoUpdateAndMixNoGenerations() throws Exception {
        try (var server = new RunningDevServer(provider)) {
            var paths = new ArrayList<String>();
            for (int i = 0; i < 4; i++) {
                paths.add(big(server, ""));
            }
            Queue<String> surprises = new ConcurrentLinkedQueue<>();
            var pages = new AtomicLong();

            run(client -> {
                var random = new Random(client);
                for (int i = 0; i < 60; i++) {
                    var path = paths.get(random.nextInt(paths.size()));
                    var kind = random.nextBoolean() ? "accounts" : "payments";
                    var answer =
                            switch (random.nextInt(12)) {
                                case 0 -> server.ask("DELETE", path, "");
                                case 1, 2 -> recreate(server, path);
                                case 3 -> server.post(path + "/fetch/" + kind, "{\"reset\":true}");
                                case 4 -> server.ask("DELETE", path + "/state/" + kind, "");
                                case 5 -> server.get(path + "/state");
                                default -> server.post(path + "/fetch/" + kind, "");
                            };
                    if (answer.status() == 200) {
                        pages.incrementAndGet();
                    }
                    if (answer.status() / 100 != 2
                            && answer.status() != 404
                            && answer.status() != 409) {
                        surprises.add(answer.status() + answer.body());
                    }
                }
            });

            assertThat(surprises, is(empty()));
            assertThat(pages.get(), greaterThan(100L));
            assertThat("requests in an impossible order", disorder(), is(empty()));
            for (var path : paths) {
                recreate(server, path);
                assertThat(next(server.post(path + "/fetch/payments", "")), is(2));
            }
        }
    }

    /// A cursor beyond the first page can only be asked with after the one before it was.
    private List<String> disorder() {
        var strays = new ArrayList<String>();
        var seen = new HashSet<Integer>();
        seen.add(0);
        for (var request : provider.asked) {
            int from = request.state().map(it -> it.asJsonObject().getInt("next")).orElse(0);
            if (!seen.contains(from)) {
                strays.add("from " + from);
            }
            seen.add(from + request.pageSize());
        }
        return strays;
    }

    private static int next(Answer answer) {
        return answer.json().getJsonObject("newState").getInt("next");
    }

    private static Answer recreate(RunningDevServer server, String path) {
        return server.post(
                "/connectors",
                body(",\"connectorId\":\"" + path.substring("/connectors/".length()) + "\""));
    }

    private static String big(RunningDevServer server, String more) {
        return "/connectors/"
                + server.post("/connectors", body(more)).json().getString("connectorId");
    }

    private static String body(String more) {
        return "{\"provider\":\"fake\",\"name\":\"n\",\"config\":{\"apiKey\":\"k\",\"rows\":%d}%s}"
                .formatted(ROWS, more);
    }

    private interface Client {
        void run(int number) throws Exception;
    }

    private static void run(Client client) throws Exception {
        var futures = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                futures.add(
                        threads.submit(() -> {
                            client.run(number);
                            return number;
                        }));
            }
            for (var future : futures) {
                future.get(50, TimeUnit.SECONDS);
            }
        }
    }
}
