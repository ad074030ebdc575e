package dev.connectorproxy.spi.payment;

import java.util.Objects;

/// How far an order to pay has come.
public sealed interface PollStatus {

    /// The provider made a payment of it.
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

    /// Not yet; ask again.
    record Pending() implements PollStatus {}
}
