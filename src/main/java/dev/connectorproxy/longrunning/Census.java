package dev.connectorproxy.longrunning;

import java.time.Duration;
import java.util.Map;

/// How many invocations there are, counted a moment ago.
///
/// @param byState those that are kept
/// @param oldest how long the oldest that is under way has been
/// @param reachable whether the database could be asked
public record Census(Map<State, Long> byState, Duration oldest, boolean reachable) {
    static final Census NONE = new Census(Map.of(), Duration.ZERO, true);

    public Census {
        byState = Map.copyOf(byState);
    }

    /// How many are in that state.
    public long of(State state) {
        return byState.getOrDefault(state, 0L);
    }
}
