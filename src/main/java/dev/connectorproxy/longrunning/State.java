package dev.connectorproxy.longrunning;

/// Where an invocation is on its way.
public enum State {
    /// On disk, and not begun.
    ACCEPTED,
    /// Its command was begun.
    RUNNING,
    /// It is over, and its callback is under way.
    WAITING,
    /// It is over, and SpiffArena does not take the credentials of its callback.
    HELD,
    DELIVERED,
    /// Its callback was given up.
    DEAD,
    /// An operator does not want its callback delivered.
    CANCELLED;

    /// Whether nothing more will happen by itself.
    public boolean isOver() {
        return this == DELIVERED || this == DEAD || this == CANCELLED;
    }
}
