package dev.connectorproxy.egress;

import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// How long to wait before the next attempt: exponential, with full jitter, and as long as the upstream asks for.
///
/// @param clock what HTTP dates are measured against
/// @param jitter evenly from zero to one
record Backoff(InstantSource clock, DoubleSupplier jitter) {
    private static final int MOST_DOUBLINGS = 30;
    private static final int MOST_DIGITS = 9;

    /// @param attempt the number of the attempt that failed, from 1
    Duration after(int attempt, Retries retries, Optional<HttpResponse> answer) {
        var drawn = drawn(attempt, retries);
        var asked = answer.flatMap(it -> it.header("Retry-After")).flatMap(this::asked);
        return asked.filter(it -> it.compareTo(drawn) > 0).orElse(drawn);
    }

    private Duration drawn(int attempt, Retries retries) {
        long most = retries.maxBackoff().toNanos();
        long first = retries.backoff().toNanos();
        int doublings = Math.min(attempt - 1, MOST_DOUBLINGS);
        long ceiling = first > most >> doublings ? most : first << doublings;
        return Duration.ofNanos((long) (ceiling * jitter.getAsDouble()));
    }

    /// The time that `Retry-After` asks for, in seconds or as a date (RFC 9110, section 10.2.3).
    private Optional<Duration> asked(String value) {
        var text = value.strip();
        if (!text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(it -> it >= '0' && it <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(clock.instant(), date.toInstant()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
