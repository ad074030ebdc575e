package dev.connectorproxy.spi.payment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/// How points in time are written: RFC 3339, in UTC, with as many decimals as it takes.
public final class Times {

    /// The time that stands for "unknown".
    public static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private static final DateTimeFormatter TEXT =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendLiteral('Z')
                    .toFormatter()
                    .withZone(ZoneOffset.UTC);

    private Times() {}

    /// Such as `2026-01-31T23:59:59.5Z`.
    public static String text(Instant time) {
        return TEXT.format(time);
    }

    /// The point in time that an RFC 3339 text with any offset names.
    public static Optional<Instant> of(String text) {
        try {
            return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
