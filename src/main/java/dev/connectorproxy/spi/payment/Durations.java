package dev.connectorproxy.spi.payment;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Parses and formats durations in a configuration: `1h30m`, `PT90S`, or a number of nanoseconds.
final class Durations {
    private static final Pattern TEXT =
            Pattern.compile("(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?(?:ns|us|µs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("([0-9.]+)(ns|us|µs|ms|s|m|h)");
    private static final int MAX_LENGTH = 100;

    private Durations() {}

    /// A positive duration whose nanoseconds fit a `long`; empty for anything else.
    static Optional<Duration> of(JsonValue value) {
        try {
            return switch (value) {
                case JsonNumber number ->
                        positive(Duration.ofNanos(number.bigDecimalValue().longValueExact()));
                case JsonString text -> text(text.getString().strip());
                default -> Optional.empty();
            };
        } catch (ArithmeticException | DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Text such as `1h30m`, with all units down to nanoseconds that are not zero.
    static String text(Duration duration) {
        var text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        append(text, duration.toNanosPart() / 1_000 % 1_000, "us");
        append(text, duration.toNanosPart() % 1_000, "ns");
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }

    private static Optional<Duration> text(String text) {
        if (text.startsWith("P")) {
            return positive(Duration.parse(text));
        }
        if (text.length() > MAX_LENGTH || !TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        var nanos =
                PART.matcher(text)
                        .results()
                        .map(match -> new BigDecimal(match.group(1)).multiply(unit(match.group(2))))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return positive(Duration.ofNanos(nanos.longValueExact()));
    }

    private static Optional<Duration> positive(Duration duration) {
        duration.toNanos(); // throws if it does not fit a long
        return Optional.of(duration).filter(Duration::isPositive);
    }

    private static BigDecimal unit(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1;
                    case "us", "µs" -> 1_000;
                    case "ms" -> 1_000_000;
                    case "s" -> 1_000_000_000;
                    case "m" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                });
    }
}
