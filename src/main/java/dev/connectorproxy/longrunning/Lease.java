package dev.connectorproxy.longrunning;

import static dev.connectorproxy.longrunning.Database.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;

/// The right of this process to go on with a piece of work. For a while after the database confirmed it, nobody else may have
/// taken the piece; later the database is asked again, since a process that was stopped for long may have lost it. Used by one
/// thread at a time.
final class Lease {
    /// Less than [Work] lets pass before it takes a process for dead.
    private static final Duration SURE = Duration.ofSeconds(4);

    private final Database database;
    private final String table;
    private final Work.Piece piece;
    private final Clock clock;
    private long confirmed;

    /// Not confirmed yet.
    Lease(Database database, String table, Work.Piece piece, Clock clock) {
        this.database = database;
        this.table = table;
        this.piece = piece;
        this.clock = clock;
    }

    /// Confirms it as part of this transaction, and keeps others off until that ends.
    ///
    /// @return false if the piece was taken away
    boolean confirm(Connection connection) throws SQLException {
        long now = clock.millis();
        boolean ours =
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
        confirmed = ours ? now : 0;
        return ours;
    }

    /// Whether the piece is ours at this moment: to be asked right before what cannot be taken back.
    ///
    /// @throws StoreException the database had to be asked, and failed
    boolean holds() {
        long age = clock.millis() - confirmed;
        return age >= 0 && age < SURE.toMillis() || database.in(this::confirm);
    }
}
