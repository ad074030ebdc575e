package dev.connectorproxy.devserver.run;

import java.util.Locale;

/// The status of a task of a run, in the order in which the tasks of a node decide about its own.
enum TaskStatus {
    FAILED,
    RUNNING,
    CAPPED,
    CANCELLED,
    PENDING,
    DONE,
    SKIPPED;

    /// Whether nothing more happens to the task.
    boolean ended() {
        return this != RUNNING && this != PENDING;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
