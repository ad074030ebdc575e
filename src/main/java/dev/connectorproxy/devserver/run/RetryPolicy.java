package dev.connectorproxy.devserver.run;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.fetch.FetchService.EndlessList;
import java.time.Duration;
import java.util.Optional;

/// When the engine repeats a call that failed: after five seconds where the provider is to be spared, otherwise after a
/// second, and twice as long each time. Unlike the engine, it gives up after a number of retries, and at once where the
/// provider has a bug or its list does not move on. The time that `Retry-After` asks for has passed by then, because the
/// egress waits for it.
///
/// @param max the maximum number of retries
record RetryPolicy(int max) {
    private static final Duration FIXED = Duration.ofSeconds(5);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(100);
    private static final int BUG = 500;

    /// The delay before the next retry; empty if there is none.
    ///
    /// @param retries those so far
    Optional<Duration> delay(DevServerException failure, int retries) {
        if (retries >= max
                || failure.status().code() == BUG
                || failure.getCause() instanceof EndlessList) {
            return Optional.empty();
        }
        return switch (failure.error().retry()) {
            case NEVER -> Optional.empty();
            case AFTER_DELAY -> Optional.of(FIXED);
            case BACKOFF -> Optional.of(backoff(retries));
        };
    }

    private static Duration backoff(int retries) {
        var delay = FIRST.multipliedBy(1L << Math.min(retries, 7));
        return delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
    }
}
