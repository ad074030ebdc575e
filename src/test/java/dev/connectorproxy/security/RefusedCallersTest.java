package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.RoutingCase;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What requests without a valid key get, and what is left of them in the log.
class RefusedCallersTest extends RoutingCase {
    private static final List<String> LINES = Collections.synchronizedList(new ArrayList<>());
    private static final List<Duration> DELAYS = Collections.synchronizedList(new ArrayList<>());
    private static volatile CountDownLatch asleep = new CountDownLatch(0);
    private static volatile CountDownLatch end = new CountDownLatch(0);

    private final Http1Client client;

    RefusedCallersTest(DirectClient client) {
        this.client = client;
    }

    @SetUpRoute
    static void routes(HttpRouting.Builder routing) {
        var settings =
                new SecuritySettings(
                        List.of(HashedApiKey.ofValue("a", "golden-key", List.of("*"))), List.of());
        for (var path : List.of("growing", "absent", "crowded")) {
            var authenticator =
                    new CallerAuthenticator(
                            settings,
                            new AuditLog(_ -> {}),
                            new RefusalLog(LINES::add, _ -> {}),
                            new GuessDelay(() -> 0, RefusedCallersTest::sleep));
            routing.addFilter(
                            new ApiKeyFilter(
                                    authenticator,
                                    found -> found.equals("/" + path),
                                    (response, status) -> response.status(status).send()))
                    .get("/" + path, (_, response) -> response.send("run"));
        }
    }

    private static void sleep(Duration duration) throws InterruptedException {
        DELAYS.add(duration);
        asleep.countDown();
        end.await();
    }

    @AfterEach
    void clear() {
        LINES.clear();
        DELAYS.clear();
    }

    @Test
    void wrongKeysAreDelayedAndRightOnesAreNot() {
        for (int i = 0; i < 5; i++) {
            assertThat(status("/growing", "wrong"), is(401));
        }
        assertThat(DELAYS, contains(Duration.ofMillis(100), Duration.ofMillis(200)));

        assertThat(status("/growing", "golden-key"), is(200));
        assertThat(DELAYS, hasSize(2));
        assertThat(LINES, contains(startsWith("1 request without a valid API key from ")));
    }

    @Test
    void aRequestWithoutAKeyIsLoggedButNotDelayed() {
        for (int i = 0; i < 5; i++) {
            try (var response = client.get("/absent").request()) {
                assertThat(response.status().code(), is(401));
            }
        }

        assertThat(DELAYS, empty());
        assertThat(LINES, hasSize(1));
    }

    @Test
    void oneTooManyIsRefusedAndDisconnectedWhileTheRightKeyIsServed() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            status("/crowded", "wrong");
        }
        asleep = new CountDownLatch(GuessDelay.MAX_WAITING_PER_SOURCE);
        end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < GuessDelay.MAX_WAITING_PER_SOURCE; i++) {
                threads.submit(() -> status("/crowded", "wrong"));
            }
            assertThat(asleep.await(20, TimeUnit.SECONDS), is(true));

            try (var response = client.get("/crowded").header(header(), "wrong").request()) {
                assertThat(response.status().code(), is(429));
                assertThat(response.headers().get(HeaderNames.RETRY_AFTER).get(), is("5"));
                assertThat(
                        response.headers().containsToken(HeaderValues.CONNECTION_CLOSE), is(true));
            }
            assertThat(status("/crowded", "golden-key"), is(200));
            end.countDown();
        }
    }

    private int status(String path, String key) {
        try (var response = client.get(path).header(header(), key).request()) {
            return response.status().code();
        }
    }

    private static HeaderName header() {
        return HeaderNames.create(CallerAuthenticator.HEADER);
    }
}
