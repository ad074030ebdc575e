package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.DeliveryStore.Due;
import dev.connectorproxy.longrunning.DeliveryStore.Retry;
import dev.connectorproxy.longrunning.DeliveryStore.Retry.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Says when a callback that failed is tried again. What was tried in turn moves on in the table; a try out of turn, made
/// because its origin seemed to be back, costs nothing of it.
///
/// @param table of a callback's tries in turn
/// @param comebacks asked whether the failure is the callback's own
record RetryPlan(RetryTable table, Comebacks comebacks, Clock clock) {
    /// Shorter waits are never cut short.
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int MOST_DOUBLINGS = 10;

    /// @param unanswered whether SpiffArena may have taken it
    /// @param retryAfter what SpiffArena asks for
    /// @return empty when it is to be given up
    Optional<Retry> after(Due due, String told, boolean unanswered, Optional<Duration> retryAfter) {
        var now = clock.instant();
        var asked = retryAfter.map(it -> now.plus(RetryTable.atMost(it))).orElse(now);
        if (now.toEpochMilli() < due.nextAt()) {
            var turn = later(Instant.ofEpochMilli(due.nextAt()), asked);
            var next = next(due, turn, asked, due.ownFailures());
            return Optional.of(new Retry(due.failures(), unanswered, told, next));
        }
        int failures = due.failures() + 1;
        return table.wait(failures, retryAfter)
                .map(wait ->
                        new Retry(failures, unanswered, told, next(due, now.plus(wait), asked, 0)));
    }

    /// A callback that fails though its origin takes others is tried out of turn ever more rarely.
    private Next next(Due due, Instant turn, Instant asked, int ownFailures) {
        var now = clock.instant();
        if (!turn.isAfter(now.plus(PAUSE))) {
            return new Next(turn, turn, ownFailures);
        }
        if (!comebacks.isThere(due.origin())) {
            return new Next(turn, asked, ownFailures);
        }
        var pause = PAUSE.multipliedBy(1L << Math.min(ownFailures, MOST_DOUBLINGS));
        return new Next(turn, later(asked, now.plus(pause)), ownFailures + 1);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
