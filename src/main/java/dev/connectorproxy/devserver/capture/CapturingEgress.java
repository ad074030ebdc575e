package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.egress.RetryExecutor;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;

/// Records the exchanges of one connector. It retries in place of the decorated egress, and as that would do it, so that
/// each attempt is an exchange of its own. Thread-safe.
///
/// @param egress sends each attempt
record CapturingEgress(Egress egress, RetryExecutor retries, ExchangeRecorder recorder)
        implements ForwardingEgress {
    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        var once = request.withRetries(Retries.NONE);
        try {
            return retries.send(
                    request.method(),
                    request.retries(),
                    call,
                    attempt -> recorder.record(once, call, attempt, () -> egress.send(once, call)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "the call ended before the next attempt");
        }
    }
}
