package dev.connectorproxy.observe;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Formats timestamps with milliseconds; the part up to the second is cached until the second changes. Used by one
/// thread.
final class TimestampFormatter {
    private final DateTimeFormatter pattern;
    private long second = Long.MIN_VALUE;
    private String text = "";

    TimestampFormatter(String pattern, ZoneId zone) {
        this.pattern = DateTimeFormatter.ofPattern(pattern).withZone(zone);
    }

    void append(StringBuilder out, Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            text = pattern.format(time);
        }
        appendThousandths(out.append(text), time.getNano() / 1_000_000);
    }

    /// Appends a point and three digits.
    static void appendThousandths(StringBuilder out, long value) {
        out.append('.');
        out.append((char) ('0' + value / 100 % 10));
        out.append((char) ('0' + value / 10 % 10));
        out.append((char) ('0' + value % 10));
    }
}
