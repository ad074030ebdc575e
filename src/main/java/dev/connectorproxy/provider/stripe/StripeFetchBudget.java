package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import java.time.Duration;

/// The time budget of one fetch for reading more rows: half of the time that the call has left, at most four minutes,
/// so that the rows read are returned and the state is saved before the deadline.
///
/// @param end a value of [System#nanoTime()]
record StripeFetchBudget(long end) {
    private static final Duration MAX = Duration.ofMinutes(4);

    static StripeFetchBudget of(Call call) {
        long half = call.left().dividedBy(2).toNanos();
        return new StripeFetchBudget(System.nanoTime() + Math.min(half, MAX.toNanos()));
    }

    boolean isUsedUp() {
        return System.nanoTime() - end >= 0;
    }
}
