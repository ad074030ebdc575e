package dev.connectorproxy.spi.payment;

import java.util.Objects;

/// What became of an order to pay.
public sealed interface Initiated {

    /// The provider made a payment of it, whatever its status.
    record Done(Payment payment) implements Initiated {
        public Done {
            Objects.requireNonNull(payment, "payment");
        }
    }

    /// There is no payment yet; ask again with this id.
    record Polling(String id) implements Initiated {
        public Polling {
            Objects.requireNonNull(id, "id");
        }
    }
}
