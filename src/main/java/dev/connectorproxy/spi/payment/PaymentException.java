package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.Objects;
import java.util.Optional;

/// The one failure a payment connector may throw. The message goes to the caller: it says what was wrong and must not
/// contain a secret, a header or a query.
public final class PaymentException extends RuntimeException {
    private final PaymentError error;
    private final transient Optional<Upstream> upstream;

    private PaymentException(
            PaymentError error, String message, Optional<Upstream> upstream, Throwable cause) {
        this.error = Objects.requireNonNull(error, "error");
        this.upstream = upstream;
        super(message, cause);
    }

    /// A failure whose message is that of its class.
    public static PaymentException of(PaymentError error) {
        return new PaymentException(error, error.message(), Optional.empty(), null);
    }

    /// A failure with the message `<class>: <detail>`.
    public static PaymentException of(PaymentError error, String detail) {
        return new PaymentException(error, error.message() + ": " + detail, Optional.empty(), null);
    }

    /// A failure with the message `<class>: <detail>` and its cause.
    public static PaymentException of(PaymentError error, String detail, Throwable cause) {
        return new PaymentException(
                error, error.message() + ": " + detail, Optional.empty(), cause);
    }

    /// A failure that the provider's response reported, with the message `<class>: <detail>`.
    public static PaymentException of(PaymentError error, String detail, Upstream upstream) {
        return new PaymentException(
                error, error.message() + ": " + detail, Optional.of(upstream), null);
    }

    /// The failure [PaymentError#INVALID_REQUEST].
    public static PaymentException invalidRequest(String detail) {
        return of(PaymentError.INVALID_REQUEST, detail);
    }

    /// The failure [PaymentError#INVALID_CONFIG] of one field.
    ///
    /// @param problem such as `must be a number`; without the value
    public static PaymentException invalidConfig(String field, String problem) {
        return of(PaymentError.INVALID_CONFIG, new ConfigSchema.Problem(field, problem).text());
    }

    /// The failure of a method that the provider does not implement.
    public static PaymentException notImplemented() {
        return of(PaymentError.NOT_IMPLEMENTED);
    }

    /// A failure of the egress, translated to its error class.
    public static PaymentException of(ConnectorException failure) {
        var code = ErrorCode.of(failure.code()).orElse(ErrorCode.INTERNAL_ERROR);
        var error =
                switch (code) {
                    case CONNECT_TIMEOUT, READ_TIMEOUT, REQUEST_TIMEOUT -> PaymentError.TIMEOUT;
                    case CHUNKED_ENCODING_ERROR, RESPONSE_TOO_LARGE, JSON_DECODE_ERROR ->
                            PaymentError.UPSTREAM_ERROR;
                    case PROXY_OVERLOADED -> PaymentError.RETRY_LATER;
                    case INTERNAL_ERROR -> PaymentError.INTERNAL;
                    default -> PaymentError.CLIENT_ERROR;
                };
        return of(error, failure.getMessage(), failure);
    }

    /// The error class of the failure.
    public PaymentError error() {
        return error;
    }

    /// What the provider's response reported, if there was one.
    public Optional<Upstream> upstream() {
        return upstream;
    }

    /// Whether the provider responded with that status.
    public boolean hasStatus(int status) {
        return upstream.filter(response -> response.status() == status).isPresent();
    }

    /// The error in a provider's response.
    ///
    /// @param status its HTTP status
    /// @param code the provider's error code; an empty string for none
    public record Upstream(int status, String code) {
        public Upstream {
            Objects.requireNonNull(code, "code");
        }
    }
}
