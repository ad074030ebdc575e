package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.payment.PaymentError;
import jakarta.json.JsonValue;
import java.util.Objects;

/// The error format of a provider: parses the body of a response whose status is not 2xx.
@FunctionalInterface
public interface UpstreamErrors {

    /// Classifies by the status only.
    UpstreamErrors BY_STATUS =
            (status, _) -> new ParsedError(PaymentError.ofStatus(status), "", "");

    /// Parses an error response. If this fails with a `PaymentException`, as `JsonFields` does, or with a
    /// [ClassCastException], the error is classified by the status only.
    ///
    /// @param body JSON `null` if there is none, or none that can be parsed
    ParsedError read(int status, JsonValue body);

    /// The parsed error of a response.
    ///
    /// @param error usually [PaymentError#ofStatus]
    /// @param code the provider's error code; an empty string for none
    /// @param detail the provider's error message, an empty string for none; secrets are removed from it later
    record ParsedError(PaymentError error, String code, String detail) {
        public ParsedError {
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(detail, "detail");
        }
    }
}
