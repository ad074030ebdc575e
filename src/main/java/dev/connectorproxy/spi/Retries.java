package dev.connectorproxy.spi;

import java.time.Duration;

/// How often a request is tried when the target cannot be reached or answers 429, 502, 503 or 504, or perhaps another 5xx,
/// always within the deadline of the call and only for methods that may be repeated (RFC 9110, section 9.2.2).
///
/// @param attempts in all, 1–10
/// @param backoff the longest wait before the second attempt; doubled before each further one; the wait itself is drawn
///     evenly from zero up to that ("full jitter"), unless `Retry-After` names a longer one
/// @param maxBackoff where the doubling ends
/// @param anyServerError whether every other 5xx counts, too, save 501 and 505, which no further try changes
public record Retries(int attempts, Duration backoff, Duration maxBackoff, boolean anyServerError) {

    /// One attempt and no more.
    public static final Retries NONE =
            new Retries(1, Duration.ofMillis(200), Duration.ofSeconds(5));

    public Retries {
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("attempts must be 1 to 10: " + attempts);
        }
        if (!backoff.isPositive() || maxBackoff.compareTo(backoff) < 0) {
            throw new IllegalArgumentException(
                    "backoff must be positive and at most max-backoff: "
                            + backoff
                            + ", "
                            + maxBackoff);
        }
    }

    /// The same, on 429, 502, 503 and 504 alone.
    public Retries(int attempts, Duration backoff, Duration maxBackoff) {
        this(attempts, backoff, maxBackoff, false);
    }

    /// Whether another try may bring a better answer than one of that status.
    public boolean repeats(int status) {
        return switch (status) {
            case 429, 502, 503, 504 -> true;
            case 501, 505 -> false;
            default -> anyServerError && status >= 500 && status <= 599;
        };
    }
}
