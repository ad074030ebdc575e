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

/// The delay before the next attempt: exponential backoff with full jitter, and at least what `Retry-After` asks for.
///
/// @param clock compared with the HTTP dates of `Retry-After`
/// @param jitter random numbers, uniform from 0 to 1
record Backoff(InstantSource clock, DoubleSupplier jitter) {
    private static final int MAX_DOUBLINGS = 30;

    /// The delay after a failed attempt.
    ///
    /// @param attempt the number of that attempt, from 1
    Duration delay(int attempt, Retries retries, Optional<HttpResponse> response) {
        var jittered = jitteredDelay(attempt, retries);
        var requested =
                response.flatMap(last -> last.header("Retry-After")).flatMap(this::parseRetryAfter);
        return requested.filter(delay -> delay.compareTo(jittered) > 0).orElse(jittered);
    }

    private Duration jitteredDelay(int attempt, Retries retries) {
        long max = retries.maxBackoff().toNanos();
        long first = retries.backoff().toNanos();
        int doublings = Math.min(attempt - 1, MAX_DOUBLINGS);
        long ceiling = first > max >> doublings ? max : first << doublings;
        return Duration.ofNanos((long) (ceiling * jitter.getAsDouble()));
    }

    /// The value of `Retry-After`: seconds or an HTTP date (RFC 9110, section 10.2.3); empty when it is neither.
    private Optional<Duration> parseRetryAfter(String value) {
        var text = value.strip();
        if (text.matches("[0-9]{1,9}")) {
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
