package dev.connectorproxy.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Parses amounts. An invalid or out-of-range amount gives an empty result.
final class AmountParser {
    /// Shorter durations become 0 milliseconds, which many APIs take for "no limit".
    private static final Duration MIN_DURATION = Duration.ofMillis(1);

    /// Longer durations overflow an `int` of milliseconds in some APIs.
    private static final Duration MAX_DURATION = Duration.ofDays(7);

    private static final int MAX_BYTES = 1 << 30;

    private AmountParser() {}

    /// A whole number between two bounds, both included.
    static Optional<Integer> number(String text, int min, int max) {
        try {
            int value = Integer.parseInt(text.strip());
            return value >= min && value <= max ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// ISO 8601, such as `PT40S`.
    static Optional<Duration> duration(String text) {
        try {
            var value = Duration.parse(text.strip());
            return value.compareTo(MIN_DURATION) >= 0 && value.compareTo(MAX_DURATION) <= 0
                    ? Optional.of(value)
                    : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// `10485760`, `512 KiB`, `10 MiB`.
    static Optional<Integer> bytes(String text) {
        var parts = text.strip().split("\\s+|(?<=\\d)(?=[A-Za-z])");
        long unit =
                switch (parts.length == 2 ? parts[1] : "B") {
                    case "B" -> 1;
                    case "KiB" -> 1 << 10;
                    case "MiB" -> 1 << 20;
                    default -> 0;
                };
        try {
            long value = Math.multiplyExact(Long.parseLong(parts[0]), unit);
            return parts.length <= 2 && value > 0 && value <= MAX_BYTES
                    ? Optional.of((int) value)
                    : Optional.empty();
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
