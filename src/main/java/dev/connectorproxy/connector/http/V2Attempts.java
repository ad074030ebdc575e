package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Sends the request of a V2 command until there is an answer below 500 or the attempts or the time are used up. A
/// failure that another try may cure counts like a 5xx, as the reference has it. Used by one thread.
///
/// @param plan how often, and for how long each time
record V2Attempts(V2Context context, Plan plan, V2Log log) {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /// @param attempts in all
    /// @param timeout of each attempt, redirects included
    record Plan(int attempts, Optional<Duration> timeout) {}

    /// How the last attempt ended.
    sealed interface Outcome {
        boolean worthRepeating();

        CommandResult told(V2Answer answer);
    }

    private record Answered(HttpResponse response) implements Outcome {
        @Override
        public boolean worthRepeating() {
            return response.status() / 100 == 5;
        }

        @Override
        public CommandResult told(V2Answer answer) {
            return answer.of(response);
        }
    }

    private record Failed(ConnectorException failure) implements Outcome {
        @Override
        public boolean worthRepeating() {
            return failure.httpStatus() / 100 == 5;
        }

        @Override
        public CommandResult told(V2Answer answer) {
            return answer.of(failure);
        }
    }

    /// @throws ConnectorException `ProxyOverloaded`, which the caller's HTTP layer is to see
    Outcome send(HttpRequest request, Call call) {
        for (int attempt = 1; ; attempt++) {
            var which = "attempt " + attempt + " of " + plan.attempts();
            log.add("Will " + which);
            var outcome = once(request, call);
            log.add("Did " + which);
            if (attempt >= plan.attempts() || !outcome.worthRepeating() || !waited(call)) {
                return outcome;
            }
        }
    }

    private Outcome once(HttpRequest request, Call call) {
        log.addUrl("Will call");
        try {
            var response = context.egress().send(request, bounded(call));
            log.addUrl("Did call");
            log.add("Will parse http_response");
            return new Answered(response);
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.PROXY_OVERLOADED)) {
                throw e;
            }
            log.add("Did catch exception: " + e.getMessage());
            return new Failed(named(e));
        }
    }

    /// What the way out holds against a request's parameters can only be its headers.
    private static ConnectorException named(ConnectorException e) {
        return e.is(ErrorCode.INVALID_PARAMETERS)
                ? new ConnectorException(ErrorCode.INVALID_HEADER, e.getMessage(), e)
                : e;
    }

    private Call bounded(Call call) {
        var most = plan.timeout().filter(it -> it.compareTo(call.left()) < 0);
        return most.isEmpty()
                ? call
                : new Call(
                        call.requestId(),
                        call.requestIdGiven(),
                        call.traceparent(),
                        System.nanoTime() + most.get().toNanos(),
                        call.trail(),
                        call.memory(),
                        call.idempotencyKey());
    }

    /// Whether there was time for the wait, and some is left.
    private boolean waited(Call call) {
        if (call.left().compareTo(BETWEEN) <= 0) {
            return false;
        }
        log.add("Sleeping before next attempt");
        try {
            context.pause().take(BETWEEN);
            return call.left().isPositive();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
