package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.callback.CallbackDelivery;
import java.time.Duration;

/// Receives the events of the engine, for metrics and the log. Called by many threads at once; must not block.
public interface EngineListener extends CallbackDelivery.Listener {

    /// A command was started for the first time.
    ///
    /// @param sinceAccepted the time since its call was stored
    void started(Duration sinceAccepted);
}
