package dev.connectorproxy.longrunning.store;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;

/// The lease of this process on a work item. For a few seconds after a confirmation by the database no other process
/// can have claimed the item; later the database is asked again, since a process that was paused may have lost it. Used
/// by one thread at a time.
public final class WorkLease {
    /// Less than the time after which [WorkQueue] takes a process for dead.
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(4);

    private final InvocationDatabase database;
    private final String table;
    private final WorkQueue.WorkItem item;
    private final Clock clock;
    private long confirmedAt;

    /// A lease that is not confirmed yet.
    WorkLease(InvocationDatabase database, String table, WorkQueue.WorkItem item, Clock clock) {
        this.database = database;
        this.table = table;
        this.item = item;
        this.clock = clock;
    }

    /// Confirms the lease within this transaction, which locks the row until its end.
    ///
    /// @return false if another process has claimed the item
    boolean confirm(SqlSession session) throws SQLException {
        long now = clock.millis();
        boolean held =
                session.update(
                                "update "
                                        + table
                                        + " set last_heartbeat = ? where task_instance = ? and picked = true and picked_by = ? and version = ?",
                                new Timestamp(now),
                                item.id(),
                                item.processId(),
                                item.version())
                        == 1;
        confirmedAt = held ? now : 0;
        return held;
    }

    /// Whether this process holds the lease now: to be called right before an effect that cannot be undone.
    ///
    /// @throws StoreException the database had to be asked, and failed
    public boolean isHeld() {
        long age = clock.millis() - confirmedAt;
        return age >= 0 && age < TRUSTED_FOR.toMillis() || database.inTransaction(this::confirm);
    }
}
