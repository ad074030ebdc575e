package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.devserver.rows.RowStore.RowChange;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.StateEntry;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.devserver.state.StateStore.Acquisition;
import dev.connectorproxy.devserver.state.StateStore.Ticket;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Fetches the next page of a connector: acquires the ticket for its state key, calls the provider without holding a
/// lock, and commits the new state unless another request set or cleared it meanwhile. A fetch that fails changes no
/// state, also if the new state cannot be saved, so that the same page comes again; except that `reset` has cleared it.
/// The rows of a committed page are kept. Thread-safe.
///
/// @param waitTimeout how long a fetch waits for earlier fetches with the same state key
public record FetchService(
        ConnectorRegistry connectors,
        ProviderCalls calls,
        PageSizes pageSizes,
        RowStore rows,
        FetchHistory history,
        ChangeSaver changes,
        InstantSource clock,
        Duration waitTimeout,
        PageListener listener) {
    /// A page with `hasMore` leads to the state that it was requested with: it would be fetched for ever. The cause of a
    /// failure that no repetition changes.
    public static final class EndlessList extends RuntimeException {
        private EndlessList(String message) {
            super(message);
        }
    }

    /// Fetches the next page.
    ///
    /// @throws DevServerException the page cannot be fetched
    public CommittedPage fetchNext(String connectorId, FetchKind kind, FetchParameters body) {
        var key = body.toStateKey(kind);
        int pageSize = pageSizes.check(body.pageSize());
        while (true) {
            var instance = connectors.get(connectorId);
            switch (acquireTicket(instance, key, body)) {
                case Acquisition.Acquired(var ticket) -> {
                    return fetchWithTicket(instance, ticket, new FetchPlan(key, body, pageSize));
                }
                case Acquisition.TimedOut() ->
                        throw DevServerException.conflict(
                                kind.failureMessage(),
                                "other fetches of the same did not end in time",
                                PaymentError.RETRY_LATER);
                case Acquisition.Closed() -> {
                    // the connector was replaced or deleted: look it up again, which throws if it
                    // was deleted
                }
            }
        }
    }

    /// A checked fetch.
    ///
    /// @param pageSize as requested; 0 for none
    private record FetchPlan(StateKey key, FetchParameters parameters, int pageSize) {
        Optional<JsonValue> startState(Ticket ticket) {
            return parameters
                    .state()
                    .or(() ->
                            parameters.useCachedState()
                                    ? ticket.before().flatMap(StateEntry::state)
                                    : Optional.empty());
        }
    }

    private Acquisition acquireTicket(
            ConnectorInstance instance, StateKey key, FetchParameters body) {
        try {
            var cleared =
                    Optional.<Predicate<StateKey>>of(other -> body.clears(key, other))
                            .filter(_ -> body.reset());
            return instance.states().acquire(key, cleared, waitTimeout);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw DevServerException.busy(key.kind().failureMessage(), "the server is stopping");
        }
    }

    private CommittedPage fetchWithTicket(
            ConnectorInstance instance, Ticket ticket, FetchPlan plan) {
        var states = instance.states();
        try {
            var request =
                    new FetchRequest(
                            plan.parameters().payload(),
                            plan.startState(ticket),
                            pageSizes.effectiveSize(plan.pageSize(), instance.config().pageSize()));
            var fetch = new Fetch(instance, plan.key(), request);
            var page = call(fetch);
            var next =
                    new StateEntry(page.state(), page.hasMore(), plan.pageSize(), clock.instant());
            boolean committed = states.commit(ticket, next);
            changes.saveOrUndo(() -> states.rollback(ticket));
            var kept = committed ? keep(fetch, page) : List.<RowChange>of();
            var body = instance.masked(page.body());
            var result = new CommittedPage(fetch, page, kept, body);
            listener.fetched(result);
            return result;
        } catch (DevServerException e) {
            if (plan.parameters().reset()) {
                saveCleared(e);
            }
            throw e;
        } finally {
            states.release(ticket);
        }
    }

    private FetchedPage call(Fetch fetch) {
        var operation = fetch.operation();
        var page = calls.run(operation, call -> history.fetch(fetch, call));
        checkMovesOn(fetch, operation, page);
        return page;
    }

    /// A page that has more, but leads to where it began, would be fetched for ever.
    private static void checkMovesOn(
            Fetch fetch, ProviderCalls.Operation operation, FetchedPage page) {
        var before = fetch.request().state().map(JsonValue::toString);
        if (page.hasMore() && page.state().equals(before)) {
            var details =
                    operation.detail(
                            "the list of %s does not move on: the page from state %s has more, and the same state"
                                    .formatted(
                                            fetch.key().kind().path(),
                                            page.state().orElse("null")));
            throw endless(fetch.key().kind(), details);
        }
    }

    /// The failure of a list that does not move on; its cause is an [EndlessList].
    ///
    /// @param details without secrets
    public static DevServerException endless(FetchKind kind, String details) {
        var failure =
                DevServerException.badRequest(
                        kind.failureMessage(), details, PaymentError.UPSTREAM_ERROR);
        failure.initCause(new EndlessList(details));
        return failure;
    }

    /// Keeps the rows of a page. Called while its ticket is held, so that pages of one list are kept in their order.
    private List<RowChange> keep(Fetch fetch, FetchedPage page) {
        var id = fetch.instance().id();
        var kept = rows.record(id, fetch.toKeptPage(page, clock.instant()), page.json());
        connectors.forgetIfDeleted(id);
        return kept;
    }

    private void saveCleared(DevServerException failure) {
        try {
            changes.save();
        } catch (DevServerException e) {
            failure.addSuppressed(e);
        }
    }
}
