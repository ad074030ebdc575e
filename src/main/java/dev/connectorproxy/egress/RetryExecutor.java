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
        for (int attempt = 1; ; attempt++) {
            var outcome = attempt(request, call);
            if (attempt >= attempts || !outcome.mayRetry(retries)) {
                return outcome.result();
            }
            var delay = backoff.delay(attempt, retries, outcome.response());
            if (delay.compareTo(call.left()) >= 0) {
                return outcome.result();
            }
            sleeper.sleep(delay);
        }
    }

    private Outcome attempt(PreparedRequest request, Call call) throws InterruptedException {
        try {
            return new Responded(sender.send(request, call));
        } catch (ConnectorException e) {
            return new Failed(e);
        }
    }

    /// Sends the request once.
    @FunctionalInterface
    interface RequestSender {
        HttpResponse send(PreparedRequest request, Call call) throws InterruptedException;
    }

    /// [Thread#sleep(Duration)], or a substitute in tests.
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private sealed interface Outcome {
        boolean mayRetry(Retries retries);

        HttpResponse result();

        Optional<HttpResponse> response();
    }

    private record Responded(HttpResponse result) implements Outcome {
        @Override
        public boolean mayRetry(Retries retries) {
            return retries.repeats(result.status());
        }

        @Override
        public Optional<HttpResponse> response() {
            return Optional.of(result);
        }
    }

    private record Failed(ConnectorException failure) implements Outcome {
        @Override
        public boolean mayRetry(Retries retries) {
            return failure.is(ErrorCode.CONNECT_TIMEOUT) || failure.is(ErrorCode.CONNECTION_ERROR);
        }

        @Override
        public HttpResponse result() {
            throw failure;
        }

        @Override
        public Optional<HttpResponse> response() {
            return Optional.empty();
        }
    }
}
