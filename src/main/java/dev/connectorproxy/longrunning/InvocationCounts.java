package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.store.InvocationState;
import java.time.Duration;
import java.util.Map;

/// The number of stored invocations, as of the last housekeeping run.
///
/// @param byState the number in each state; a state without invocations is absent
/// @param oldestAge the time since the oldest unfinished invocation was accepted
/// @param databaseReachable whether the last query of the database succeeded
public record InvocationCounts(
        Map<InvocationState, Long> byState, Duration oldestAge, boolean databaseReachable) {
    static final InvocationCounts NONE = new InvocationCounts(Map.of(), Duration.ZERO, true);

    public InvocationCounts {
        byState = Map.copyOf(byState);
    }

    public long count(InvocationState state) {
        return byState.getOrDefault(state, 0L);
    }
}
