package dev.connectorproxy.database.session;

import java.time.Duration;

/// The times before a call's deadline at which its statement is ended, in the order in which they come.
public final class Deadlines {
    /// The server itself stops the statement, where it has a setting for that.
    public static final Duration SERVER_MARGIN = Duration.ofMillis(500);

    /// The statement is cancelled on the server.
    static final Duration CANCEL_MARGIN = Duration.ofMillis(300);

    /// How long to wait for the end of a cancelled statement.
    static final Duration CANCEL_GRACE = Duration.ofMillis(200);

    private Deadlines() {}
}
