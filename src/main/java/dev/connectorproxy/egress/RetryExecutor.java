package dev.connectorproxy.egress;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.util.Optional;

/// Sends a request and repeats it after failures that a retry may cure, until no attempts or time are left. The last
/// outcome is returned or thrown. Thread-safe.
final class RetryExecutor {
    private final RequestSender sender;
    private final Backoff backoff;
    private final Sleeper sleeper;

    RetryExecutor(RequestSender sender, Backoff backoff, Sleeper sleeper) {
        this.sender = sender;
        this.backoff = backoff;
        this.sleeper = sleeper;
    }

    HttpResponse send(PreparedRequest request, Retries retries, Call call)
            throws InterruptedException {
        int attempts = request.isIdempotent() ? retries.attempts() : 1;
        for (int attempt = 1; attempt < attempts; attempt++) {
            Duration delay;
            try {
                var response = sender.send(request, call);
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
        return sender.send(request, call);
    }

    private static boolean isTransient(ConnectorException e) {
        return e.is(ErrorCode.CONNECT_TIMEOUT) || e.is(ErrorCode.CONNECTION_ERROR);
    }

    private static boolean isTooLate(Duration delay, Call call) {
        return delay.compareTo(call.left()) >= 0;
    }

    @FunctionalInterface
    interface RequestSender {
        HttpResponse send(PreparedRequest request, Call call) throws InterruptedException;
    }

    /// [Thread#sleep(Duration)], or a substitute in tests.
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }
}
