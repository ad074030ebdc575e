package dev.connectorproxy.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.provider.stripe.StripeServer;
import dev.connectorproxy.provider.stripe.StripeWorld;
import dev.connectorproxy.provider.wise.WiseData;
import dev.connectorproxy.provider.wise.WiseServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoFaultsTest {
    private static final String GENERIC = "/transactions?page=1&pageSize=2&sort=updatedAt:asc";
    private static final DemoFaults ALWAYS = new DemoFaults(7, 100, Duration.ofMillis(1));

    @Test
    void theConfiguredShareOfRequestsFails() {
        var faults = new DemoFaults(7, 20, Duration.ZERO);

        long wrong = IntStream.range(0, 10_000).filter(_ -> faults.draw().isPresent()).count();

        assertThat(wrong, greaterThan(1_800L));
        assertThat(wrong, lessThan(2_200L));
        assertThat(new DemoFaults(7, 0, Duration.ZERO).draw(), is(Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new DemoFaults(7, 101, Duration.ZERO));
    }

    @Test
    void genericGetsAllFaults() throws Exception {
        try (var server = new GenericPsp(1, new GenericPsp.Size(1, 1, 5))) {
            ALWAYS.injectInto(server);

            assertThat(
                    seen(server.url() + GENERIC, GenericPsp.API_KEY),
                    hasItems("200", "429", "500", "cut"));
            assertThat(server.transactions().all().size(), lessThan(5));
        }
    }

    @Test
    void stripeGetsAllFaults() throws Exception {
        try (var server = new StripeServer(new StripeWorld.Size(1, 1, 1, 5))) {
            ALWAYS.injectInto(server.faults());

            assertThat(
                    seen(server.url() + "/v1/balance_transactions", StripeServer.KEY),
                    hasItems("200", "429", "500", "cut"));
        }
    }

    @Test
    void wiseGetsAllFaults() throws Exception {
        try (var server = WiseServer.start(WiseData.of(1, 1, 5))) {
            ALWAYS.injectInto(server);

            assertThat(
                    seen(server.url() + "/v2/profiles", WiseServer.API_KEY),
                    hasItems("200", "429", "500", "cut"));
            assertThat(server.data().transfers().size(), lessThan(5));
        }
    }

    private static TreeSet<String> seen(String url, String key) throws InterruptedException {
        var seen = new TreeSet<String>();
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Authorization", "Bearer " + key)
                            .header("Stripe-Version", "2024-09-30.acacia")
                            .build();
            for (int i = 0; i < 60; i++) {
                try {
                    seen.add("" + client.send(request, BodyHandlers.ofString()).statusCode());
                } catch (IOException _) {
                    seen.add("cut");
                }
            }
        }
        return seen;
    }
}
