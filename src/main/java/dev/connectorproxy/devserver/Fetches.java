package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.States.Flight;
import dev.connectorproxy.devserver.States.Turn;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/// Fetches the next page of a connector: acquires the ticket for its state key, calls the provider without holding a
/// lock, and commits the new state unless another request set or cleared it meanwhile. A fetch that fails changes no
/// state, except that `reset` has cleared it. Thread-safe.
final class Fetches {
    private final Connectors connectors;
    private final Calls calls;
    private final PageSizes pageSizes;
    private final Saving saving;
    private final InstantSource clock;
    private final Duration patience;

    /// @param waitTimeout how long a fetch waits for earlier fetches with the same state key
    Fetches(
            Connectors connectors,
            Calls calls,
            PageSizes pageSizes,
            Saving changeListener,
            InstantSource clock,
            Duration waitTimeout) {
        this.connectors = connectors;
        this.calls = calls;
        this.pageSizes = pageSizes;
        this.saving = changeListener;
        this.clock = clock;
        this.patience = waitTimeout;
    }

    /// Fetches the next page.
    ///
    /// @return the body of the response
    /// @throws DevServerException the page cannot be fetched
    byte[] next(String connectorId, Kind kind, FetchBody body) {
        var key = body.key(kind);
        int pageSize = pageSizes.checked(body.pageSize());
        while (true) {
            var instance = connectors.get(connectorId);
            switch (begin(instance, key, body)) {
                case Turn.Mine(var ticket) -> {
                    return fly(instance, ticket, new Wish(key, body, pageSize));
                }
                case Turn.Late() ->
                        throw DevFailure.conflict(
                                kind.failed(),
                                "other fetches of the same did not end in time",
                                PaymentError.RETRY_LATER);
                case Turn.Gone() -> {
                    // the connector was replaced or deleted: look it up again, which throws if it was deleted
                }
            }
        }
    }

    /// A checked fetch.
    ///
    /// @param pageSize as requested; 0 for none
    private record Wish(StateKey key, FetchBody body, int pageSize) {
        Optional<JsonValue> state(Flight ticket) {
            return body.state()
                    .or(() ->
                            body.useCachedState()
                                    ? ticket.before().flatMap(StateEntry::state)
                                    : Optional.empty());
        }
    }

    private Turn begin(Instance instance, StateKey key, FetchBody body) {
        try {
            var cleared =
                    Optional.<Predicate<StateKey>>of(other -> body.clears(key, other))
                            .filter(_ -> body.reset());
            return instance.states().begin(key, cleared, patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw DevFailure.busy(key.kind().failed(), "the server is stopping");
        }
    }

    private byte[] fly(Instance instance, Flight ticket, Wish plan) {
        var states = instance.states();
        try {
            var request =
                    new FetchRequest(
                            plan.body().payload(),
                            plan.state(ticket),
                            pageSizes.of(plan.pageSize(), instance.config().pageSize()));
            var page =
                    calls.run(
                            new Calls.Task(plan.key().kind().failed(), instance.config().secrets()),
                            call ->
                                    FetchedPage.fetch(
                                            instance.connector(), plan.key(), request, call));
            states.commit(
                    ticket,
                    new StateEntry(page.state(), page.hasMore(), plan.pageSize(), clock.instant()));
            saving.changed();
            return page.body();
        } catch (DevFailure e) {
            if (plan.body().reset()) {
                saving.changed();
            }
            throw e;
        } finally {
            states.land(ticket);
        }
    }
}
