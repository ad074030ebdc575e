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

/// Fetches the next page of a connector: takes the turn for its key, asks the provider with no lock held, and commits the
/// new state unless somebody set or cleared it meanwhile. A fetch that fails changes nothing. Thread-safe.
final class Fetches {
    private final Connectors connectors;
    private final Calls calls;
    private final PageSizes pageSizes;
    private final Saving saving;
    private final InstantSource clock;
    private final Duration patience;

    /// @param patience how long a fetch waits for those of the same key before it
    Fetches(
            Connectors connectors,
            Calls calls,
            PageSizes pageSizes,
            Saving saving,
            InstantSource clock,
            Duration patience) {
        this.connectors = connectors;
        this.calls = calls;
        this.pageSizes = pageSizes;
        this.saving = saving;
        this.clock = clock;
        this.patience = patience;
    }

    /// The page, as the JSON that is answered.
    ///
    /// @throws DevFailure whatever stands in the way
    byte[] next(String connectorId, Kind kind, FetchBody body) {
        var key = body.key(kind);
        int asked = pageSizes.checked(body.pageSize());
        while (true) {
            var instance = connectors.get(connectorId);
            switch (begin(instance, key, body)) {
                case Turn.Mine(var flight) -> {
                    return fly(instance, flight, new Wish(key, body, asked));
                }
                case Turn.Late() ->
                        throw DevFailure.conflict(
                                kind.failed(),
                                "other fetches of the same did not end in time",
                                PaymentError.RETRY_LATER);
                case Turn.Gone() -> {
                    // replaced: ask the one that has its place; deleted: it is not found then
                }
            }
        }
    }

    private record Wish(StateKey key, FetchBody body, int pageSize) {
        Optional<JsonValue> state(Flight flight) {
            return body.state()
                    .or(() ->
                            body.useCachedState()
                                    ? flight.before().flatMap(StateEntry::state)
                                    : Optional.empty());
        }
    }

    private Turn begin(Instance instance, StateKey key, FetchBody body) {
        try {
            var cleared =
                    Optional.<Predicate<StateKey>>of(it -> body.clears(key, it))
                            .filter(_ -> body.reset());
            return instance.states().begin(key, cleared, patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw DevFailure.busy(key.kind().failed(), "the server is stopping");
        }
    }

    private byte[] fly(Instance instance, Flight flight, Wish wish) {
        var states = instance.states();
        try {
            var request =
                    new FetchRequest(
                            wish.body().payload(),
                            wish.state(flight),
                            pageSizes.of(wish.pageSize(), instance.config().pageSize()));
            var page =
                    calls.run(
                            new Calls.Task(wish.key().kind().failed(), instance.config().secrets()),
                            call ->
                                    FetchedPage.fetch(
                                            instance.connector(), wish.key(), request, call));
            states.commit(
                    flight,
                    new StateEntry(page.state(), page.hasMore(), wish.pageSize(), clock.instant()));
            saving.changed();
            return page.body();
        } catch (DevFailure e) {
            if (wish.body().reset()) {
                saving.changed();
            }
            throw e;
        } finally {
            states.land(flight);
        }
    }
}
