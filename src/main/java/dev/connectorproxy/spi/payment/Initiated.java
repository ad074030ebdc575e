package dev.connectorproxy.spi.payment;

import java.util.Objects;

/// The result of a payment initiation.
public sealed interface Initiated {

    /// The provider created a payment, in any status.
    record Done(Payment payment) implements Initiated {
        public Done {
            Objects.requireNonNull(payment, "payment");
        }
    }

    /// There is no payment yet; poll its status with this id.
    record Polling(String id) implements Initiated {
        public Polling {
            Objects.requireNonNull(id, "id");
        }
    }
}
