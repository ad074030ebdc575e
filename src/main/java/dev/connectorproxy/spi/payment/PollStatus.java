package dev.connectorproxy.spi.payment;

import java.util.Objects;

/// The status of a payment initiation.
public sealed interface PollStatus {

    /// The provider created a payment.
    record Done(Payment payment) implements PollStatus {
        public Done {
            Objects.requireNonNull(payment, "payment");
        }
    }

    /// There will be no payment.
    record Failed(String error) implements PollStatus {
        public Failed {
            Objects.requireNonNull(error, "error");
        }
    }

    /// There is no payment yet; poll again.
    record Pending() implements PollStatus {}
}
