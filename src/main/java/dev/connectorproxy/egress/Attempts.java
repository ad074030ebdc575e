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
final class Attempts {
    private final Sending sending;
    private final Backoff backoff;
    private final Sleeper sleeper;

    Attempts(Sending sender, Backoff backoff, Sleeper sleeper) {
        this.sending = sender;
        this.backoff = backoff;
        this.sleeper = sleeper;
    }

    HttpResponse send(Outgoing request, Retries retries, Call call) throws InterruptedException {
        int attempts = request.repeatable() ? retries.attempts() : 1;
        for (int attempt = 1; ; attempt++) {
            var outcome = once(request, call);
            if (attempt >= attempts || !outcome.worthRepeating(retries)) {
                return outcome.answer();
            }
            var delay = backoff.after(attempt, retries, outcome.response());
            if (delay.compareTo(call.left()) >= 0) {
                return outcome.answer();
            }
            sleeper.sleep(delay);
        }
    }

    private Outcome once(Outgoing request, Call call) throws InterruptedException {
        try {
            return new Answered(sending.send(request, call));
        } catch (ConnectorException e) {
            return new Failed(e);
        }
    }

    /// Sends the request once.
    @FunctionalInterface
    interface Sending {
        HttpResponse send(Outgoing request, Call call) throws InterruptedException;
    }

    /// [Thread#sleep(Duration)], or a substitute in tests.
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private sealed interface Outcome {
        boolean worthRepeating(Retries retries);

        HttpResponse answer();

        Optional<HttpResponse> response();
    }

    private record Answered(HttpResponse answer) implements Outcome {
        @Override
        public boolean worthRepeating(Retries retries) {
            return retries.repeats(answer.status());
        }

        @Override
        public Optional<HttpResponse> response() {
            return Optional.of(answer);
        }
    }

    private record Failed(ConnectorException failure) implements Outcome {
        @Override
        public boolean worthRepeating(Retries retries) {
            return failure.is(ErrorCode.CONNECT_TIMEOUT) || failure.is(ErrorCode.CONNECTION_ERROR);
        }

        @Override
        public HttpResponse answer() {
            throw failure;
        }

        @Override
        public Optional<HttpResponse> response() {
            return Optional.empty();
        }
    }
}
