package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import java.time.Duration;

/// How long one fetch goes on asking for more rows: for half of the time that it has, so that what was read is handed over
/// and its state is kept.
///
/// @param end a reading of [System#nanoTime()]
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
