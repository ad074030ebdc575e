package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.DeliveryStore.Due;
import dev.connectorproxy.longrunning.DeliveryStore.Retry;
import dev.connectorproxy.longrunning.DeliveryStore.Retry.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides when a failed callback is tried again. A regular attempt advances in the backoff table; an early attempt,
/// made because the origin seemed to be available again, does not.
///
/// @param table the delays between regular attempts
/// @param outageRecovery knows whether the origin is available, so that the failure is specific to this callback
record RetryPlan(RetryTable table, Comebacks comebacks, Clock clock) {
    /// Attempts that are due within this time are never made early; also the first pause between early attempts.
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int MOST_DOUBLINGS = 10;

    /// The next attempt after a failure.
    ///
    /// @param result of the failed attempt
    /// @param mayBeDelivered whether SpiffArena may have accepted the callback
    /// @param retryAfter of the response, if any
    /// @return empty when the callback is to be given up
    Optional<Retry> after(
            Due due, String result, boolean mayBeDelivered, Optional<Duration> retryAfter) {
        var now = clock.instant();
        var asked = retryAfter.map(RetryTable::atMost).map(now::plus).orElse(now);
        if (now.toEpochMilli() < due.nextAt()) {
            var turn = later(Instant.ofEpochMilli(due.nextAt()), asked);
            var next = next(due, turn, asked, due.ownFailures());
            return Optional.of(new Retry(due.failures(), mayBeDelivered, result, next));
        }
        int failures = due.failures() + 1;
        return table.wait(failures, retryAfter)
                .map(wait ->
                        new Retry(failures, mayBeDelivered, result, next(due, now.plus(wait), asked, 0)));
    }

    /// A callback that fails while its origin accepts others gets early attempts with exponentially growing pauses.
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
