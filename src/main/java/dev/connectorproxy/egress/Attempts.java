package dev.connectorproxy.egress;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.util.Optional;

/// Sends a request as often as it is worth while, and ends with the last answer or failure. Thread-safe.
final class Attempts {
    private final Sending sending;
    private final Backoff backoff;
    private final Sleeper sleeper;

    Attempts(Sending sending, Backoff backoff, Sleeper sleeper) {
        this.sending = sending;
        this.backoff = backoff;
        this.sleeper = sleeper;
    }

    HttpResponse send(Outgoing out, Retries retries, Call call) throws InterruptedException {
        int attempts = out.repeatable() ? retries.attempts() : 1;
        for (int attempt = 1; ; attempt++) {
            var outcome = once(out, call);
            if (attempt >= attempts || !outcome.worthRepeating(retries)) {
                return outcome.answer();
            }
            var wait = backoff.after(attempt, retries, outcome.response());
            if (wait.compareTo(call.left()) >= 0) {
                return outcome.answer();
            }
            sleeper.sleep(wait);
        }
    }

    private Outcome once(Outgoing out, Call call) throws InterruptedException {
        try {
            return new Answered(sending.send(out, call));
        } catch (ConnectorException e) {
            return new Failed(e);
        }
    }

    /// One sending.
    @FunctionalInterface
    interface Sending {
        HttpResponse send(Outgoing out, Call call) throws InterruptedException;
    }

    /// Waits.
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
