package dev.connectorproxy.longrunning.callback;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// The delays between the regular attempts of a callback, with jitter.
///
/// @param random from 0 to 1, for the jitter
public record BackoffTable(DoubleSupplier random) {
    private static final List<Duration> DELAYS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(6),
                    Duration.ofHours(12));
    private static final double JITTER = 0.2;

    /// The delay after this number of failures, the last one included; empty when the callback is to be given up.
    ///
    /// @param retryAfter of the response; the longer delay counts, up to the longest of the table
    Optional<Duration> delay(int failures, Optional<Duration> retryAfter) {
        if (failures > DELAYS.size()) {
            return Optional.empty();
        }
        var own = DELAYS.get(failures - 1).toMillis();
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        var wait = Duration.ofMillis(Math.round(own * factor));
        var asked = retryAfter.filter(requested -> requested.compareTo(wait) > 0);
        return Optional.of(asked.map(BackoffTable::capped).orElse(wait));
    }

    /// The `Retry-After` of a response, limited to the longest delay of the table.
    static Duration capped(Duration retryAfter) {
        return retryAfter.compareTo(DELAYS.getLast()) > 0 ? DELAYS.getLast() : retryAfter;
    }
}
