package dev.connectorproxy.egress;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Sends a request and repeats it after failures that a retry may cure, until no attempts or time are left. The last
/// outcome is returned or thrown. Thread-safe.
public final class RetryExecutor {
    private final Backoff backoff;
    private final Sleeper sleeper;

    RetryExecutor(Backoff backoff, Sleeper sleeper) {
        this.backoff = backoff;
        this.sleeper = sleeper;
    }

    /// An executor that waits in real time, with random jitter.
    public static RetryExecutor create() {
        var backoff =
                new Backoff(InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble());
        return new RetryExecutor(backoff, Thread::sleep);
    }

    /// Whether the method is idempotent, so that a request may be sent again when its outcome is unknown (RFC 9110,
    /// section 9.2.2).
    public static boolean isIdempotent(String method) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    /// Sends a request, once or more often.
    ///
    /// @param method one that is not idempotent is sent once
    /// @throws InterruptedException the thread was interrupted, perhaps while it waited for the next attempt
    public HttpResponse send(String method, Retries retries, Call call, AttemptSender sender)
            throws InterruptedException {
        int attempts = isIdempotent(method) ? retries.attempts() : 1;
        for (int attempt = 1; attempt < attempts; attempt++) {
            Duration delay;
            try {
                var response = sender.send(attempt);
                delay = backoff.delay(attempt, retries, Optional.of(response));
                if (!retries.repeats(response.status()) || isTooLate(delay, call)) {
                    return response;
                }
            } catch (ConnectorException e) {
                delay = backoff.delay(attempt, retries, Optional.empty());
                if (!isTransient(e) || isTooLate(delay, call)) {
                    throw e;
                }
            }
            sleeper.sleep(delay);
        }
        return sender.send(attempts);
    }

    private static boolean isTransient(ConnectorException e) {
        return e.is(ErrorCode.CONNECT_TIMEOUT) || e.is(ErrorCode.CONNECTION_ERROR);
    }

    private static boolean isTooLate(Duration delay, Call call) {
        return delay.compareTo(call.left()) >= 0;
    }

    /// Sends the request once.
    @FunctionalInterface
    public interface AttemptSender {

        /// The response, whatever its status.
        ///
        /// @param attempt its number, from 1
        HttpResponse send(int attempt) throws InterruptedException;
    }

    /// [Thread#sleep(Duration)], or a substitute in tests.
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }
}
