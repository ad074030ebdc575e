package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.Egress;
import java.time.InstantSource;
import java.util.Objects;

/// What a connector gets when it is created.
///
/// @param egress sends requests to the outside; the only permitted means
/// @param clock the current time, for rows without a time from the payment provider
/// @param log receives warnings about skipped rows
public record ProviderContext(Egress egress, InstantSource clock, Log log) {
    public ProviderContext {
        Objects.requireNonNull(egress, "egress");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(log, "log");
    }

    /// Writes to the server's log. Implementations are thread-safe and never block.
    @FunctionalInterface
    public interface Log {

        /// A log that ignores everything.
        Log NONE = _ -> {};

        /// Logs something that is not a failure but that a developer should see, such as a row in an unsupported
        /// currency.
        ///
        /// @param message must not contain a secret
        void warning(String message);
    }
}
