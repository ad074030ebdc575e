package dev.connectorproxy.longrunning.callback;

import dev.connectorproxy.longrunning.store.DeliveryStore.DueCallback;
import dev.connectorproxy.longrunning.store.DeliveryStore.Retry;
import dev.connectorproxy.longrunning.store.DeliveryStore.Retry.Schedule;
import dev.connectorproxy.longrunning.store.OutageRecovery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides when a failed callback is tried again. A regular attempt advances in the backoff table; an early attempt,
/// made because the origin seemed to be available again, does not.
///
/// @param table the delays between regular attempts
/// @param outageRecovery knows whether the origin is available, so that the failure is specific to this callback
public record RetryPlan(BackoffTable table, OutageRecovery outageRecovery, Clock clock) {
    /// Attempts that are due within this time are never made early; also the first pause between early attempts.
    private static final Duration EARLY_RETRY_PAUSE = Duration.ofMinutes(1);

    private static final int MAX_DOUBLINGS = 10;

    /// The next attempt after a failure.
    ///
    /// @param result of the failed attempt
    /// @param mayBeDelivered whether SpiffArena may have accepted the callback
    /// @param retryAfter of the response, if any
    /// @return empty when the callback is to be given up
    Optional<Retry> after(
            DueCallback due, String result, boolean mayBeDelivered, Optional<Duration> retryAfter) {
        var now = clock.instant();
        var asked = retryAfter.map(BackoffTable::capped).map(now::plus).orElse(now);
        if (now.toEpochMilli() < due.nextAt()) {
            var turn = latest(Instant.ofEpochMilli(due.nextAt()), asked);
            var next = schedule(due, turn, asked, due.earlyFailures());
            return Optional.of(new Retry(due.failures(), mayBeDelivered, result, next));
        }
        int failures = due.failures() + 1;
        return table.delay(failures, retryAfter)
                .map(wait ->
                        new Retry(
                                failures,
                                mayBeDelivered,
                                result,
                                schedule(due, now.plus(wait), asked, 0)));
    }

    /// A callback that fails while its origin accepts others gets early attempts with exponentially growing pauses.
    private Schedule schedule(DueCallback due, Instant turn, Instant asked, int ownFailures) {
        var now = clock.instant();
        if (!turn.isAfter(now.plus(EARLY_RETRY_PAUSE))) {
            return new Schedule(turn, turn, ownFailures);
        }
        if (!outageRecovery.isAvailable(due.origin())) {
            return new Schedule(turn, asked, ownFailures);
        }
        var pause = EARLY_RETRY_PAUSE.multipliedBy(1L << Math.min(ownFailures, MAX_DOUBLINGS));
        return new Schedule(turn, latest(asked, now.plus(pause)), ownFailures + 1);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
