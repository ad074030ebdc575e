package dev.connectorproxy.spi.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects what is wrong with one row. For one thread.
final class Faults {
    private final List<String> messages = new ArrayList<>(2);

    /// Adds a fault for which the engine refuses the row.
    Faults refused(boolean found, String fault) {
        return suspicious(found, fault + ": validation error");
    }

    /// Adds a fault that the engine accepts.
    Faults suspicious(boolean found, String fault) {
        if (found) {
            messages.add(fault);
        }
        return this;
    }

    /// Adds a fault that the engine accepts, if there is one.
    Faults suspicious(Optional<String> fault) {
        fault.ifPresent(messages::add);
        return this;
    }

    List<String> messages() {
        return messages;
    }
}
