package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.payment.UpstreamErrors;
import jakarta.json.JsonValue;

/// Stripe's error format: `{"error": {"type", "code", "message", "param"}}`.
final class StripeErrors implements UpstreamErrors {
    private static final String MISSING = "resource_missing";
    private static final int CONFLICT = 409;

    @Override
    public ParsedError read(int status, JsonValue body) {
        var error =
                JsonFields.ofResponse(body, "answer")
                        .object("error")
                        .orElseThrow(
                                () -> PaymentException.of(PaymentError.UPSTREAM_ERROR, "no error"));
        var code = error.string("code").orElse("");
        return new ParsedError(
                classify(status, code, error.string("type").orElse("")),
                code,
                error.string("message").orElse(""));
    }

    /// Whether an object in the request does not exist at Stripe, such as the row after which a list should continue.
    static boolean isMissing(PaymentException failure) {
        return failure.upstream().filter(upstream -> upstream.code().equals(MISSING)).isPresent();
    }

    private static PaymentError classify(int status, String code, String type) {
        var byStatus = PaymentError.ofStatus(status);
        if (code.equals("rate_limit")) {
            return PaymentError.RATE_LIMITED;
        }
        if (status == CONFLICT) {
            return PaymentError
                    .RETRY_LATER; // another request has the same idempotency key or locks the
            // object
        }
        if (byStatus != PaymentError.CLIENT_ERROR) {
            return byStatus;
        }
        return switch (type) {
            case "invalid_request_error", "idempotency_error", "" -> PaymentError.CLIENT_ERROR;
            default -> PaymentError.UPSTREAM_ERROR; // api_error, card_error: may succeed later
        };
    }
}
