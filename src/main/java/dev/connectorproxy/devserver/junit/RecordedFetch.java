package dev.connectorproxy.devserver.junit;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.capture.CapturedBody;
import dev.connectorproxy.devserver.capture.CapturedExchange;
import dev.connectorproxy.devserver.capture.CapturedExchange.Response;
import dev.connectorproxy.devserver.capture.ExchangeHistory;
import dev.connectorproxy.devserver.fetch.PastFetch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A fetch with the exchanges that playing it needs: of each request the last attempt.
record RecordedFetch(PastFetch fetch, List<CapturedExchange> exchanges) {

    /// @throws DevServerException 400 when an exchange was dropped, or is not kept as a whole
    static RecordedFetch of(PastFetch fetch, String connectorId, ExchangeHistory history) {
        var last = new ArrayList<CapturedExchange>();
        for (long number : fetch.exchanges()) {
            var exchange =
                    history.get(connectorId, number)
                            .orElseThrow(() ->
                                    missing(
                                            fetch,
                                            number,
                                            "was dropped; dev-server.exchanges and dev-server.exchange-bytes keep more"));
            if (isTruncated(exchange)) {
                throw missing(fetch, number, "has a body of more than 1 MiB, which is not kept");
            }
            last.removeIf(earlier -> repeats(exchange, earlier));
            last.add(exchange);
        }
        return new RecordedFetch(fetch, last);
    }

    private static DevServerException missing(PastFetch fetch, long exchange, String why) {
        return DevServerException.badRequest(
                TestRequest.FAILED,
                "exchange %d of call %d %s".formatted(exchange, fetch.call(), why));
    }

    private static boolean isTruncated(CapturedExchange exchange) {
        return exchange.request().body().isTruncated()
                || exchange.outcome() instanceof Response(_, _, CapturedBody body)
                        && body.isTruncated();
    }

    private static boolean repeats(CapturedExchange exchange, CapturedExchange earlier) {
        var one = exchange.request();
        var other = earlier.request();
        return exchange.head().attempt() == earlier.head().attempt() + 1
                && one.method().equals(other.method())
                && one.url().equals(other.url())
                && Arrays.equals(one.body().bytes(), other.body().bytes());
    }
}
