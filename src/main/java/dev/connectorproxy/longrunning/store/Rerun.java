package dev.connectorproxy.longrunning.store;

/// What came of the request to run a finished call again.
public enum Rerun {
    /// It is due.
    SCHEDULED,
    /// It is not closed: its command or its callback is still due, or another rerun was first.
    NOT_CLOSED,
    /// Its command is not safe to repeat, and that was not confirmed.
    NOT_CONFIRMED,
    /// The same call of the same task was accepted again and is in progress.
    SAME_CALL_IN_PROGRESS,
    /// No key decrypts its arguments.
    UNREADABLE
}
