package dev.connectorproxy.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokenCacheTest {
    private static final int CALLS = 1_000;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final TokenCache cache = new TokenCache(now::get);
    private final AtomicInteger fetches = new AtomicInteger();

    @Test
    void aThousandCallsOnAnExpiredTokenCauseOneFetch() throws Exception {
        get();
        pass(Duration.ofHours(2));
        var release = new CountDownLatch(1);
        var waiting = new CountDownLatch(CALLS);

        List<String> tokens;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    IntStream.range(0, CALLS)
                            .mapToObj(_ ->
                                    threads.submit(() -> {
                                        waiting.countDown();
                                        return cache.get(() -> slowly(release), call()).value();
                                    }))
                            .toList();
            waiting.await();
            release.countDown();
            tokens = results.stream().map(TokenCacheTest::result).toList();
        }

        assertThat(tokens, hasSize(CALLS));
        assertThat(tokens, everyItem(is("token-2")));
        assertThat(fetches.get(), is(2));
    }

    @Test
    void aTokenIsFetchedAgainShortlyBeforeItExpires() {
        assertThat(get(), is("token-1"));
        pass(Duration.ofMinutes(59));
        assertThat(get(), is("token-1"));
        pass(Duration.ofSeconds(31));

        assertThat(get(), is("token-2"));
    }

    @Test
    void aFailureIsSharedAndNotRepeatedAtOnce() {
        for (int i = 0; i < 3; i++) {
            var failure =
                    assertThrows(ConnectorException.class, () -> cache.get(this::fail, call()));
            assertThat(failure.code(), is("ConnectionError"));
        }
        assertThat(fetches.get(), is(1));

        pass(Duration.ofSeconds(1));
        assertThrows(ConnectorException.class, () -> cache.get(this::fail, call()));
        pass(Duration.ofSeconds(1));
        assertThrows(ConnectorException.class, () -> cache.get(this::fail, call()));
        assertThat(fetches.get(), is(2));
        pass(Duration.ofSeconds(1));

        assertThat(get(), is("token-3"));
    }

    @Test
    void aTokenThatHasNotExpiredIsUsedWhileAnotherOneCannotBeFetched() {
        get();
        pass(Duration.ofMinutes(59).plusSeconds(40));
        assertThrows(ConnectorException.class, () -> cache.get(this::fail, call()));

        assertThat(cache.get(this::fail, call()).value(), is("token-1"));
    }

    @Test
    void aRefusedTokenIsReplacedOnceForAllWhoHadIt() {
        get();

        assertThat(insteadOf("token-1"), is(Optional.of("token-2")));
        assertThat(insteadOf("token-1"), is(Optional.of("token-2")));
        assertThat(fetches.get(), is(2));
    }

    @Test
    void aTargetThatRefusesEveryTokenDoesNotCauseAFetchEachTime() {
        get();
        insteadOf("token-1");

        assertThat(insteadOf("token-2"), is(Optional.empty()));
        pass(Duration.ofSeconds(1));
        assertThat(insteadOf("token-2"), is(Optional.of("token-3")));
    }

    @Test
    void aCallWaitsUntilItsDeadlineOnly() {
        var never = new CountDownLatch(1);

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> cache.get(() -> slowly(never), Call.ofProxy(Duration.ofMillis(1))));
        never.countDown();

        assertThat(failure.is(ErrorCode.READ_TIMEOUT), is(true));
    }

    private static String result(Future<String> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String get() {
        return cache.get(this::fetch, call()).value();
    }

    private Optional<String> insteadOf(String refused) {
        return cache.getInsteadOf(refused, this::fetch, call()).map(AccessToken::value);
    }

    private AccessToken fetch() {
        return new AccessToken(
                "token-" + fetches.incrementAndGet(),
                now.get().plus(Duration.ofHours(1)),
                Optional.empty());
    }

    private AccessToken slowly(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return fetch();
    }

    private AccessToken fail() {
        fetches.incrementAndGet();
        throw new ConnectorException(ErrorCode.CONNECTION_ERROR, "no token");
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    private static Call call() {
        return Call.ofProxy(Duration.ofSeconds(30));
    }
}
