package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevServerException;
import java.time.Duration;
import java.util.Optional;

/// Receives what connectors do. Implementations are thread-safe and never block.
public interface CallListener {

    /// A listener that ignores everything.
    CallListener NONE =
            new CallListener() {
                @Override
                public void ended(EndedCall call) {}

                @Override
                public void logged(String connectorId, long call, String message) {}
            };

    /// A call of a provider that its caller waits for no longer.
    ///
    /// @param operation masks what is logged
    /// @param time how long it took
    record EndedCall(
            CallTrace trace,
            ProviderCalls.Operation operation,
            Duration time,
            Optional<DevServerException> failure) {}

    void ended(EndedCall call);

    /// The provider has logged a line.
    ///
    /// @param call the number of the call during which it did; 0 for none
    /// @param message may contain secrets
    void logged(String connectorId, long call, String message);
}
