package dev.connectorproxy.proxy;

import dev.connectorproxy.observe.CommandEvent;
import dev.connectorproxy.observe.CommandMetrics;
import dev.connectorproxy.observe.LogWriter;
import java.time.Instant;

/// Writes down every call when it is over: a line in the log, and the metrics.
public final class Journal {
    private final LogWriter log;
    private final CommandMetrics metrics;

    public Journal(LogWriter log, CommandMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    /// A call began.
    void began() {
        metrics.began();
    }

    /// A call is over.
    void ended(CallRecord call, Reply reply, long answered) {
        long nanos = System.nanoTime() - call.begin();
        metrics.ended(call.command(), reply.errorCode(), nanos);
        if (!reply.forwarded()) {
            metrics.turnedAway(reply.errorCode());
        }
        log.command(
                new CommandEvent(
                        Instant.now(),
                        call.caller(),
                        call.command(),
                        new CommandEvent.Outcome(
                                reply.httpStatus(), reply.status(), reply.errorCode(), nanos),
                        new CommandEvent.Bytes(call.sent().bytes().length, answered),
                        call.trail().seen()));
    }

    /// The listener turned a request away before it could be told which command it was for.
    public void turnedAway(int status, String errorCode) {
        metrics.turnedAway(errorCode);
        log.warning("a request was turned away with %d %s".formatted(status, errorCode));
    }

    /// A bug of ours, or of a connector.
    void bug(CallRecord call, Throwable thrown) {
        log.error(
                "%s failed unexpectedly, request id %s"
                        .formatted(call.command(), call.id().requestId()),
                thrown);
    }
}
