package dev.connectorproxy.spi.payment;

/// The error classes of a provider's connector, each with its code and the retry behaviour of the engine.
public enum PaymentError {
    NOT_IMPLEMENTED("UNIMPLEMENTED", Retry.NEVER, "not implemented"),
    INVALID_REQUEST("INVALID_ARGUMENT", Retry.NEVER, "invalid request"),
    INVALID_CONFIG("INVALID_ARGUMENT", Retry.NEVER, "invalid config"),
    MISSING_FROM_PAYLOAD("INVALID_ARGUMENT", Retry.NEVER, "missing from payload in request"),
    MISSING_ACCOUNT_NUMBER("INVALID_ARGUMENT", Retry.NEVER, "missing account number in request"),
    MISSING_METADATA("INVALID_ARGUMENT", Retry.NEVER, "missing required metadata in request"),
    CURRENCY_NOT_SUPPORTED("INVALID_ARGUMENT", Retry.NEVER, "currency not supported"),
    WEBHOOK_VERIFICATION("INVALID_ARGUMENT", Retry.NEVER, "webhook verification error"),
    /// The provider responded with a 4xx that has no class of its own, or could not be reached.
    CLIENT_ERROR("INVALID_ARGUMENT", Retry.NEVER, "invalid client request"),
    RATE_LIMITED("RATE_LIMITED", Retry.AFTER_DELAY, "rate limited by upstream server"),
    TIMEOUT("TIMEOUT", Retry.BACKOFF, "upstream timeout"),
    RETRY_LATER("RETRY_AFTER", Retry.AFTER_DELAY, "upstream asked to retry later"),
    NOT_YET_INSTALLED("DEFAULT", Retry.BACKOFF, "not yet installed"),
    /// The provider responded with a 5xx, or with a body that cannot be read.
    UPSTREAM_ERROR("DEFAULT", Retry.BACKOFF, "upstream server error"),
    /// Anything else.
    INTERNAL("DEFAULT", Retry.BACKOFF, "internal error");

    private final String protocolCode;
    private final Retry retry;
    private final String message;

    PaymentError(String protocolCode, Retry retry, String message) {
        this.protocolCode = protocolCode;
        this.retry = retry;
        this.message = message;
    }

    /// The error class of a response status that is not 2xx.
    public static PaymentError ofStatus(int status) {
        return switch (status) {
            case 429 -> RATE_LIMITED;
            case 408, 421 -> TIMEOUT;
            case 423, 425 -> RETRY_LATER;
            default -> status >= 400 && status < 500 ? CLIENT_ERROR : UPSTREAM_ERROR;
        };
    }

    /// The `code` of the development server's error: one of `UNIMPLEMENTED`, `INVALID_ARGUMENT`, `RATE_LIMITED`,
    /// `TIMEOUT`, `RETRY_AFTER`, `DEFAULT`.
    public String protocolCode() {
        return protocolCode;
    }

    /// When the engine retries.
    public Retry retry() {
        return retry;
    }

    /// Whether the engine retries at all.
    public boolean retryable() {
        return retry != Retry.NEVER;
    }

    /// The beginning of every message of this class.
    public String message() {
        return message;
    }

    /// When a failed call is repeated.
    public enum Retry {
        NEVER,
        /// After a fixed delay.
        AFTER_DELAY,
        /// After a delay that doubles each time.
        BACKOFF
    }
}
