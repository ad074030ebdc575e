package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Sends the request of a V2 command until there is a response with a status below 500, or the attempts or the time are
/// used up. As in connector-http, a transient failure counts like a 5xx response. Used by one thread.
///
/// @param plan the number of attempts and the timeout of each
record V2RetryExecutor(HttpContext context, Plan plan, V2CallLog log) {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// @param attempts the maximum number of attempts
    /// @param timeout the timeout of each attempt, including redirects
    record Plan(int attempts, Optional<Duration> timeout) {}

    /// The result of an attempt.
    ///
    /// @param status of the response or the failure
    record AttemptResult(int status, Function<V2Result, CommandResult> toResult) {}

    /// @throws ConnectorException `ProxyOverloaded`, so that the caller receives its HTTP status
    AttemptResult send(HttpRequest request, Call call) {
        for (int attempt = 1; ; attempt++) {
            var label = "attempt " + attempt + " of " + plan.attempts();
            log.add("Will " + label);
            var result = attempt(request, call);
            log.add("Did " + label);
            if (attempt >= plan.attempts()
                    || result.status() / 100 != 5
                    || !pauseBeforeRetry(call)) {
                return result;
            }
        }
    }

    private AttemptResult attempt(HttpRequest request, Call call) {
        log.addUrl("Will call");
        try {
            var response =
                    context.egress().send(request, plan.timeout().map(call::within).orElse(call));
            log.addUrl("Did call");
            log.add("Will parse http_response");
            return new AttemptResult(response.status(), result -> result.of(response));
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.PROXY_OVERLOADED)) {
                throw e;
            }
            log.add("Did catch exception: " + e.getMessage());
            var failure = toInvalidHeader(e);
            return new AttemptResult(failure.httpStatus(), result -> result.of(failure));
        }
    }

    /// If the egress refuses a parameter of the request, it is a header.
    private static ConnectorException toInvalidHeader(ConnectorException e) {
        return e.is(ErrorCode.INVALID_PARAMETERS)
                ? new ConnectorException(ErrorCode.INVALID_HEADER, e.getMessage(), e)
                : e;
    }

    /// Pauses before the next attempt.
    ///
    /// @return false if the deadline does not leave time for the pause and another attempt, or the thread is
    ///     interrupted
    private boolean pauseBeforeRetry(Call call) {
        if (call.left().compareTo(PAUSE) <= 0) {
            return false;
        }
        log.add("Sleeping before next attempt");
        try {
            context.sleeper().sleep(PAUSE);
            return call.left().isPositive();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
