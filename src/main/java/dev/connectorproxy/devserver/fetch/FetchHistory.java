package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.connector.CallClock;
import dev.connectorproxy.devserver.connector.CallTrace;
import dev.connectorproxy.devserver.fetch.PastFetch.Failed;
import dev.connectorproxy.devserver.fetch.PastFetch.Outcome;
import dev.connectorproxy.devserver.fetch.PastFetch.Returned;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.payment.PaymentException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The latest fetches of all connectors together, up to 5,000 and 32 MiB; failures included, but not bugs of providers.
/// Thread-safe.
public final class FetchHistory implements ConnectorMemory {
    private static final int MAX_FETCHES = 5_000;
    private static final long MAX_BYTES = 32 << 20;

    private final ConnectorHistory<Long, PastFetch> fetches =
            new ConnectorHistory<>(MAX_FETCHES, MAX_BYTES);
    private final CallClock clock;

    public FetchHistory(CallClock clock) {
        this.clock = clock;
    }

    /// Fetches a page on the current thread, while the connector's clock stands still, and keeps what becomes of it.
    FetchedPage fetch(Fetch fetch, Call call) {
        var at = clock.instant();
        try {
            var page =
                    clock.standingAt(
                            at,
                            () ->
                                    FetchedPage.fetch(
                                            fetch.instance().connector(),
                                            fetch.key(),
                                            fetch.request(),
                                            call));
            keep(fetch, call, at, new Returned(page.body()));
            return page;
        } catch (PaymentException e) {
            keep(fetch, call, at, new Failed(e.error()));
            throw e;
        } catch (ConnectorException e) {
            keep(fetch, call, at, new Failed(PaymentException.of(e).error()));
            throw e;
        }
    }

    private void keep(Fetch fetch, Call call, Instant at, Outcome outcome) {
        CallTrace.of(call)
                .map(trace ->
                        new PastFetch(
                                trace.number(),
                                at,
                                fetch.key(),
                                fetch.request(),
                                trace.exchanges(),
                                outcome))
                .ifPresent(
                        past -> fetches.put(fetch.instance().id(), past.call(), past, past.size()));
    }

    /// The fetches of a connector, the oldest first.
    public List<PastFetch> all(String connectorId) {
        return fetches.all(connectorId);
    }

    /// The fetch of a call, unless it was dropped.
    public Optional<PastFetch> get(String connectorId, long call) {
        return fetches.get(connectorId, call);
    }

    @Override
    public void forget(String connectorId) {
        fetches.forget(connectorId);
    }
}
