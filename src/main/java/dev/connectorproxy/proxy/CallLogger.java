package dev.connectorproxy.proxy;

import dev.connectorproxy.observe.CommandEvent;
import dev.connectorproxy.observe.CommandMetrics;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.spi.ConnectorException;
import java.time.Instant;
import java.util.function.Supplier;

/// Records every call when it ends: one line in the log, and the metrics.
public record CallLogger(LogWriter log, CommandMetrics metrics) {

    void began() {
        metrics.began();
    }

    /// A call has ended.
    ///
    /// @param bytesSent length of the response body
    void ended(CallContext call, CommandResponse response, long bytesSent) {
        long nanos = System.nanoTime() - call.startNanos();
        if (response.httpStatus() == 202 && !response.forwarded()) {
            metrics.accepted(call.command().toString());
        } else {
            metrics.ended(call.command().toString(), response.errorCode(), nanos);
        }
        metrics.countTenant(call.id().tenant(), response.errorCode());
        if (!response.forwarded()) {
            metrics.countRefusal(response.errorCode());
        }
        log.command(
                new CommandEvent(
                        Instant.now(),
                        call.toEventCaller(),
                        call.command().toString(),
                        new CommandEvent.Outcome(
                                response.httpStatus(),
                                response.status(),
                                response.errorCode(),
                                nanos),
                        new CommandEvent.Bytes(call.payload().bytes().length, bytesSent),
                        call.trail().snapshot()));
    }

    /// Records a call whose response is not sent to its caller.
    CommandResponse logged(CallContext call, Supplier<CommandResponse> work) {
        began();
        var response = Failures.INCOMPLETE_REQUEST;
        try {
            response = work.get();
            return response;
        } finally {
            ended(call, response, 0);
        }
    }

    /// The listener refused a request before its command was known.
    public void refused(int status, String errorCode) {
        metrics.countRefusal(errorCode);
        log.warning("a request was refused with %d %s".formatted(status, errorCode));
    }

    /// Logs a failure that is a bug of the proxy or of a connector.
    void logIfBug(CallContext call, ConnectorException failure) {
        if (Failures.isBug(failure)) {
            log.error(
                    "%s failed unexpectedly, request id %s"
                            .formatted(call.command(), call.id().requestId()),
                    failure);
        }
    }
}
