package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.StateCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The number of stored invocations, as of the last housekeeping run.
///
/// @param byState the number in each state; a state without invocations is absent
/// @param at the time of the run
/// @param databaseReachable whether the last query of the database succeeded
public record InvocationCounts(
        Map<InvocationState, StateCount> byState, Instant at, boolean databaseReachable) {
    static final InvocationCounts NONE = new InvocationCounts(Map.of(), Instant.EPOCH, true);

    /// The database could not be reached yet.
    static final InvocationCounts UNKNOWN = NONE.unreachable();

    public InvocationCounts {
        byState = Map.copyOf(byState);
    }

    /// The last known numbers, since the database cannot be reached.
    InvocationCounts unreachable() {
        return new InvocationCounts(byState, at, false);
    }

    public long count(InvocationState state) {
        return find(state).map(StateCount::number).orElse(0L);
    }

    /// The time since the oldest invocation in one of these states was accepted; zero if there is none.
    public Duration oldestAge(InvocationState... states) {
        return Stream.of(states)
                .flatMap(state -> find(state).stream())
                .map(count -> Duration.between(count.oldest(), at))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    private Optional<StateCount> find(InvocationState state) {
        return Optional.ofNullable(byState.get(state));
    }
}
