package dev.connectorproxy.spi.payment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/// Parses and formats RFC 3339 times: in UTC, with as many fractional digits as needed.
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

    private static final int DAY = 86_400;
    private static final int POINT = 19;
    private static final int LAST_DECIMAL = 28;
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

    private Times() {}

    /// Such as `2026-01-31T23:59:59.5Z`.
    public static String text(Instant time) {
        return isPlain(time) ? plain(time) : TEXT.format(time);
    }

    private static boolean isPlain(Instant time) {
        long seconds = time.getEpochSecond();
        return seconds >= YEAR_0 && seconds < YEAR_10000;
    }

    /// The same for years with four digits, ten times as fast.
    private static String plain(Instant time) {
        var date = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), DAY));
        int second = Math.floorMod(time.getEpochSecond(), DAY);
        var text = "0000-00-00T00:00:00.000000000Z".toCharArray();
        digits(text, 3, date.getYear());
        digits(text, 6, date.getMonthValue());
        digits(text, 9, date.getDayOfMonth());
        digits(text, 12, second / 3_600);
        digits(text, 15, second / 60 % 60);
        digits(text, 18, second % 60);
        digits(text, LAST_DECIMAL, time.getNano());
        int length = time.getNano() == 0 ? POINT : LAST_DECIMAL + 1;
        while (length > POINT && text[length - 1] == '0') {
            length--;
        }
        text[length] = 'Z';
        return new String(text, 0, length + 1);
    }

    /// Writes a number so that its last digit is at index `last`.
    private static void digits(char[] text, int last, int number) {
        for (int at = last, left = number; left > 0; at--, left /= 10) {
            text[at] = (char) ('0' + left % 10);
        }
    }

    /// Parses an RFC 3339 time with any offset. Fractional digits after the ninth are dropped.
    public static Optional<Instant> of(String text) {
        try {
            return Optional.of(
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(shortened(text), Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// RFC 3339 allows any number of fractional digits, an [Instant] has nine.
    private static String shortened(String text) {
        if (text.length() <= LAST_DECIMAL + 1 || text.charAt(POINT) != '.') {
            return text;
        }
        int end = LAST_DECIMAL + 1;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return text.substring(0, LAST_DECIMAL + 1) + text.substring(end);
    }
}
