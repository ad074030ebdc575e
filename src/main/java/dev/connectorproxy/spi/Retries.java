package dev.connectorproxy.spi;

import java.time.Duration;

/// The retry policy of a request: it is sent again if the target cannot be reached or responds with 429, 502, 503 or
/// 504, or optionally another 5xx, always within the deadline of the call and only for idempotent methods (RFC 9110,
/// section 9.2.2).
///
/// @param attempts the total number of attempts, 1–10
/// @param backoff the maximum wait before the second attempt; doubled before each further one. The actual wait is
///     uniformly random between zero and the maximum ("full jitter"), unless `Retry-After` asks for a longer one
/// @param maxBackoff the upper limit of the doubled backoff
/// @param anyServerError whether every other 5xx is retried too, except 501 and 505, which a retry does not change
public record Retries(int attempts, Duration backoff, Duration maxBackoff, boolean anyServerError) {

    /// A single attempt.
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

    /// A policy that retries 429, 502, 503 and 504 only.
    public Retries(int attempts, Duration backoff, Duration maxBackoff) {
        this(attempts, backoff, maxBackoff, false);
    }

    /// Whether a response with that status is worth a retry.
    public boolean repeats(int status) {
        return switch (status) {
            case 429, 502, 503, 504 -> true;
            case 501, 505 -> false;
            default -> anyServerError && status >= 500 && status <= 599;
        };
    }
}
