package dev.connectorproxy.longrunning;

import static dev.connectorproxy.longrunning.Database.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;

/// The lease of this process on a work item. For a few seconds after a confirmation by the database no other process
/// can have claimed the item; later the database is asked again, since a process that was paused may have lost it. Used
/// by one thread at a time.
final class Lease {
    /// Less than the time after which [Work] takes a process for dead.
    private static final Duration SURE = Duration.ofSeconds(4);

    private final Database database;
    private final String table;
    private final Work.Piece piece;
    private final Clock clock;
    private long confirmed;

    /// A lease that is not confirmed yet.
    Lease(Database database, String table, Work.Piece item, Clock clock) {
        this.database = database;
        this.table = table;
        this.piece = item;
        this.clock = clock;
    }

    /// Confirms the lease within this transaction, which locks the row until its end.
    ///
    /// @return false if another process has claimed the item
    boolean confirm(Connection connection) throws SQLException {
        long now = clock.millis();
        boolean held =
                update(
                                connection,
                                "update "
                                        + table
                                        + " set last_heartbeat = ? where task_instance = ? and picked = true and picked_by = ? and version = ?",
                                new Timestamp(now),
                                piece.id(),
                                piece.process(),
                                piece.version())
                        == 1;
        confirmed = held ? now : 0;
        return held;
    }

    /// Whether this process holds the lease now: to be called right before an effect that cannot be undone.
    ///
    /// @throws StoreException the database had to be asked, and failed
    boolean holds() {
        long age = clock.millis() - confirmed;
        return age >= 0 && age < SURE.toMillis() || database.in(this::confirm);
    }
}
