package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.Call;
import java.time.Duration;

/// The time budget of one fetch for reading more rows: half of the time that the call has left, so that the rows read
/// are returned and the state is saved before the deadline. Immutable.
///
/// @param end a value of [System#nanoTime()]
public record FetchBudget(long end) {

    /// Half of the time that the call has left.
    public static FetchBudget of(Call call) {
        return of(call, call.left());
    }

    /// Half of the time that the call has left, at most `max`.
    public static FetchBudget of(Call call, Duration max) {
        long half = call.left().dividedBy(2).toNanos();
        return new FetchBudget(System.nanoTime() + Math.min(half, max.toNanos()));
    }

    /// Whether to return what was read so far.
    ///
    /// @param hasProgress whether the fetch has anything to return; one without progress would be repeated for ever
    public boolean isUsedUp(boolean hasProgress) {
        return hasProgress && System.nanoTime() - end >= 0;
    }
}
