package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.memory.ChangeSaver;
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
import java.util.Optional;
import java.util.function.Predicate;

/// Fetches the next page of a connector: acquires the ticket for its state key, calls the provider without holding a
/// lock, and commits the new state unless another request set or cleared it meanwhile. A fetch that fails changes no
/// state, also if the new state cannot be saved, so that the same page comes again; except that `reset` has cleared it.
/// Thread-safe.
///
/// @param waitTimeout how long a fetch waits for earlier fetches with the same state key
public record FetchService(
        ConnectorRegistry connectors,
        ProviderCalls calls,
        PageSizes pageSizes,
        ChangeSaver changes,
        InstantSource clock,
        Duration waitTimeout) {
    /// Fetches the next page.
    ///
    /// @return the body of the response
    /// @throws DevServerException the page cannot be fetched
    public byte[] fetchNext(String connectorId, FetchKind kind, FetchParameters body) {
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

    private byte[] fetchWithTicket(ConnectorInstance instance, Ticket ticket, FetchPlan plan) {
        var states = instance.states();
        try {
            var request =
                    new FetchRequest(
                            plan.parameters().payload(),
                            plan.startState(ticket),
                            pageSizes.effectiveSize(plan.pageSize(), instance.config().pageSize()));
            var page =
                    calls.run(
                            operation(instance, plan.key()),
                            call ->
                                    FetchedPage.fetch(
                                            instance.connector(), plan.key(), request, call));
            checkMovesOn(instance, plan, request, page);
            states.commit(
                    ticket,
                    new StateEntry(page.state(), page.hasMore(), plan.pageSize(), clock.instant()));
            changes.saveOrUndo(() -> states.rollback(ticket));
            return instance.masked(page.body());
        } catch (DevServerException e) {
            if (plan.parameters().reset()) {
                saveCleared(e);
            }
            throw e;
        } finally {
            states.release(ticket);
        }
    }

    /// A page that has more, but leads to where it began, would be fetched for ever.
    private static void checkMovesOn(
            ConnectorInstance instance, FetchPlan plan, FetchRequest request, FetchedPage page) {
        if (page.hasMore() && page.state().equals(request.state().map(JsonValue::toString))) {
            var kind = plan.key().kind();
            throw DevServerException.badRequest(
                    kind.failureMessage(),
                    operation(instance, plan.key())
                            .detail(
                                    "the list of %s does not move on: the page from state %s has more, and the same state"
                                            .formatted(kind.path(), page.state().orElse("null"))),
                    PaymentError.UPSTREAM_ERROR);
        }
    }

    private static ProviderCalls.Operation operation(ConnectorInstance instance, StateKey key) {
        var text = ("fetch " + key.kind().path() + " " + key.name()).strip();
        var cause = new CallCause(instance.id(), text, key.payload().text(), 0);
        return new ProviderCalls.Operation(cause, key.kind().failureMessage(), instance.mask());
    }

    private void saveCleared(DevServerException failure) {
        try {
            changes.save();
        } catch (DevServerException e) {
            failure.addSuppressed(e);
        }
    }
}
