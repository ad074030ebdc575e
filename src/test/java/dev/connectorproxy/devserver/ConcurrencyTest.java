package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Many clients use few connectors.
class ConcurrencyTest {
    private static final int CLIENTS = 16;
    private static final int ROWS = 1_000_000;

    private final FakeProvider provider = new FakeProvider();

    @Test
    void everyPageIsReturnedOnceToConcurrentClients() throws Exception {
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

    /// The short form of `make dev-chaos`.
    @Test
    void resetsReplacementsAndDeletionsAtRandomLoseNoUpdateAndMixNoGenerations() throws Exception {
        var outcome = new DevServerChaos().run(Duration.ofSeconds(3));

        assertThat(outcome.toString(), outcome.clean(), is(true));
        assertThat(outcome.pages(), greaterThan(20)); // on a very busy machine
        assertThat(outcome.count(404), greaterThan(0));
    }

    private static int next(Response response) {
        return response.json().getJsonObject("newState").getInt("next");
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
