package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.Objects;

/// How a provider says "no": reads the body of an answer whose status is no success.
@FunctionalInterface
public interface UpstreamErrors {

    /// Judges by the status alone.
    UpstreamErrors BY_STATUS = (status, _) -> new Told(PaymentError.ofStatus(status), "", "");

    /// What the answer says. Where reading the body fails with a [PaymentException], as [JsonFields] does, or with a
    /// [ClassCastException], the failure is told by the status alone.
    ///
    /// @param body JSON `null` where there is none, or none that can be read
    Told read(int status, JsonValue body);

    /// A "no".
    ///
    /// @param error usually [PaymentError#ofStatus]
    /// @param code the provider's error code, empty text for none
    /// @param detail what it says to people, empty text for nothing; secrets are taken out of it
    record Told(PaymentError error, String code, String detail) {
        public Told {
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(detail, "detail");
        }
    }
}
