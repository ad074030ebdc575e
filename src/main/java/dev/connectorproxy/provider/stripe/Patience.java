package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import java.time.Duration;

/// The time budget of one fetch for reading more rows: half of the time that the call has left, at most four minutes,
/// so that the rows read are returned and the state is saved before the deadline.
///
/// @param end a value of [System#nanoTime()]
record Patience(long end) {
    private static final Duration LONGEST = Duration.ofMinutes(4);

    static Patience of(Call call) {
        long half = call.left().dividedBy(2).toNanos();
        return new Patience(System.nanoTime() + Math.min(half, LONGEST.toNanos()));
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}
