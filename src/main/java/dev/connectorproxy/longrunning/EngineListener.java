package dev.connectorproxy.longrunning;

import java.time.Duration;

/// Receives the events of the engine, for metrics and the log. Called by many threads at once; must not block.
public interface EngineListener {

    /// A command was started for the first time.
    ///
    /// @param sinceAccepted the time since its call was stored
    void started(Duration sinceAccepted);

    /// A result was delivered.
    ///
    /// @param sinceFinished the time since its command finished
    void delivered(Duration sinceFinished);

    /// A problem for the log, in one line.
    void warning(String message);
}
