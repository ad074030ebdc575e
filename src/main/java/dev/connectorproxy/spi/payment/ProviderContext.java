package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.Egress;
import java.time.InstantSource;
import java.util.Objects;

/// What a connector is given when it is made.
///
/// @param egress the guarded way out, the only one it has
/// @param clock what "now" is, for rows to which the payment provider gives no time
/// @param log where it tells what it skipped, and why
public record ProviderContext(Egress egress, InstantSource clock, Log log) {
    public ProviderContext {
        Objects.requireNonNull(egress, "egress");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(log, "log");
    }

    /// Takes lines for the log of the server. Implementations are thread-safe and never block.
    @FunctionalInterface
    public interface Log {

        /// A log that forgets.
        Log NONE = _ -> {};

        /// Something a developer should see that is no failure, such as a row in an unsupported currency.
        ///
        /// @param message never a secret
        void warning(String message);
    }
}
