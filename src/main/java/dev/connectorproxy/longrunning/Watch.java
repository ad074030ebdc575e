package dev.connectorproxy.longrunning;

import java.time.Duration;

/// Is told what goes on. Called by many threads at once, and must not block.
public interface Watch {

    /// A command was begun for the first time, so long after its call was on disk.
    void began(Duration sinceAccepted);

    /// A result was delivered, so long after the command was over.
    void delivered(Duration sinceFinished);

    /// Something an operator should know.
    void warning(String message);
}
