package dev.connectorproxy.devserver.timeline;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.CallListener.EndedCall;
import dev.connectorproxy.devserver.connector.CallTrace.PageCounts;

/// The line in the log about one fetch.
final class FetchLine {
    private FetchLine() {}

    /// @return may contain secrets
    static String of(EndedCall ended) {
        var trace = ended.trace();
        var cause = trace.cause();
        var page = trace.page().orElse(new PageCounts(0, 0, 0));
        return "%s of %s: call=%d payload=%s pageSize=%d rows=%d skipped=%d requests=%d retries=%d ms=%d class=%s"
                .formatted(
                        cause.operation(),
                        cause.connector(),
                        trace.number(),
                        cause.payload().isEmpty() ? "-" : cause.payload(),
                        trace.pageSize(),
                        page.rows(),
                        page.skipped(),
                        trace.requests(),
                        trace.retries(),
                        ended.time().toMillis(),
                        ended.failure()
                                .map(DevServerException::error)
                                .map(error -> error.protocolCode())
                                .orElse("OK"));
    }
}
