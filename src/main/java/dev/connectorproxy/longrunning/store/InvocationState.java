package dev.connectorproxy.longrunning.store;

/// The state of an invocation; its name stands in the database.
public enum InvocationState {
    /// Stored; its command was not started.
    ACCEPTED,
    /// Its command was started.
    RUNNING,
    /// Its command has finished; its callback is due or in progress.
    WAITING,
    /// Its command has finished; SpiffArena refused the credentials of its callback.
    HELD,
    /// SpiffArena accepted its callback.
    DELIVERED,
    /// Its callback was given up.
    DEAD,
    /// An administrator cancelled its callback.
    CANCELLED;

    /// Whether its command has not finished.
    boolean isUnfinished() {
        return this == ACCEPTED || this == RUNNING;
    }
}
