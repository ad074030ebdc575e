package dev.connectorproxy.longrunning;

import static dev.connectorproxy.longrunning.Database.update;

import dev.connectorproxy.catalogue.LongCall;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// What the database says of running commands. The number of starts is the fence: who began it last may end it. Thread-safe.
final class RunStore {
    private static final String SELECT =
            """
            select state, starts, repeatable, accepted_at, command, caller, request_id, request_id_given, traceparent,
                process_model, process_instance, task, callback_url, arguments
            from lr_invocation where id = ?
            """;
    private static final String START =
            """
            update lr_invocation set state = 'RUNNING', starts = starts + 1, started_at = ?
            where id = ? and starts = ? and state in ('ACCEPTED', 'RUNNING')
            """;
    private static final String FINISH =
            """
            update lr_invocation set state = 'WAITING', result = ?, error_code = ?, finished_at = ?, next_at = ?
            where id = ? and starts = ? and state in ('ACCEPTED', 'RUNNING')
            """;
    static final String SCHEDULE_DELIVERY =
            """
            insert into lr_deliveries (task_name, task_instance, execution_time, picked, version)
            select origin, id, ?, false, 1 from lr_invocation where id = ?
            """;

    /// A command that takes the process down with it must not do so for ever.
    private static final int MOST_STARTS = 5;

    private final Database database;
    private final Vault vault;
    private final Clock clock;

    RunStore(Database database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /// What is to be done with an invocation.
    sealed interface Claim {

        /// Its command is to be run.
        ///
        /// @param fence to be handed to [#finish]
        /// @param first whether nobody began it before
        /// @param lease to be looked at before it is begun
        record Run(LongCall call, int fence, boolean first, long acceptedAt, Lease lease)
                implements Claim {}

        /// It was begun before, once or too often, and must not be begun again.
        ///
        /// @param fence how often
        record Unknown(String command, int fence) implements Claim {}

        /// Nothing.
        record Over() implements Claim {}

        /// Nothing by this process, which lost the piece to another one.
        record Lost() implements Claim {}

        /// No key opens its arguments.
        record Unreadable(String command, int fence) implements Claim {}
    }

    /// Says what is to be done, and notes that it is begun. A process that was stopped for long may have lost the piece.
    Claim claim(Work.Piece piece) {
        var lease = new Lease(database, "lr_runs", piece, clock);
        return database.in(connection -> {
            if (!lease.confirm(connection)) {
                return new Claim.Lost();
            }
            try (var statement = connection.prepareStatement(SELECT)) {
                statement.setString(1, piece.id());
                var rows = statement.executeQuery();
                return rows.next() ? claim(connection, rows, piece.id(), lease) : new Claim.Over();
            }
        });
    }

    /// Notes how it ended; from now on its callback is due.
    ///
    /// @return whether this start of it was still the last
    boolean finish(String id, int fence, LongCall.Outcome outcome) {
        byte[] sealed = vault.seal().close(outcome.envelope(), "result of " + id);
        return database.in(connection -> {
            long now = clock.millis();
            boolean ours =
                    update(
                                    connection,
                                    FINISH,
                                    sealed,
                                    cut(outcome.errorCode()),
                                    now,
                                    now,
                                    id,
                                    fence)
                            == 1;
            if (ours) {
                update(connection, SCHEDULE_DELIVERY, new Timestamp(now), id);
                update(
                        connection,
                        "delete from lr_runs where task_instance = ? and picked = false",
                        id);
            }
            return ours;
        });
    }

    /// Keeps others from taking a running command for one that crashed, until then.
    void extend(String id, Instant lease) {
        database.in(connection ->
                update(
                        connection,
                        "update lr_runs set execution_time = ?, version = version + 1 where task_instance = ? and picked = false",
                        Timestamp.from(lease),
                        id));
    }

    /// Schedules every command that is to be run and, for whatever reason, not scheduled.
    int scheduleMissing() {
        return database.in(connection ->
                update(
                        connection,
                        """
                        insert into lr_runs (task_name, task_instance, execution_time, picked, version)
                        select 'run', id, ?, false, 1 from lr_invocation i where state in ('ACCEPTED', 'RUNNING')
                            and not exists (select 1 from lr_runs r where r.task_instance = i.id)
                        """,
                        new Timestamp(clock.millis())));
    }

    /// Where nobody else works on this database, whatever is held is held by a process that is gone.
    void freeAll() {
        for (var table : new String[] {"lr_runs", "lr_deliveries"}) {
            database.in(connection ->
                    update(
                            connection,
                            "update "
                                    + table
                                    + " set picked = false, picked_by = null, last_heartbeat = null, version = version + 1 where picked = true"));
        }
        database.in(connection ->
                update(
                        connection,
                        """
                        update lr_runs set execution_time = ?, version = version + 1
                        where task_instance in (select id from lr_invocation where state = 'RUNNING')
                        """,
                        Timestamp.from(clock.instant())));
    }

    private Claim claim(Connection connection, ResultSet row, String id, Lease lease)
            throws SQLException {
        var state = State.valueOf(row.getString("state"));
        int starts = row.getInt("starts");
        var command = row.getString("command");
        if (state != State.ACCEPTED && state != State.RUNNING) {
            return new Claim.Over();
        }
        if (state == State.RUNNING && (!row.getBoolean("repeatable") || starts >= MOST_STARTS)) {
            return new Claim.Unknown(command, starts);
        }
        LongCall call;
        try {
            call = call(id, row);
        } catch (Seal.Unreadable _) {
            return new Claim.Unreadable(command, starts);
        }
        return update(connection, START, clock.millis(), id, starts) == 1
                ? new Claim.Run(
                        call,
                        starts + 1,
                        state == State.ACCEPTED,
                        row.getLong("accepted_at"),
                        lease)
                : new Claim.Over();
    }

    private LongCall call(String id, ResultSet row) throws SQLException {
        byte[] arguments = vault.seal().open(row.getBytes("arguments"), "arguments of " + id);
        return new LongCall(
                row.getString("command"),
                ArgumentText.read(arguments),
                row.getBoolean("repeatable"),
                new LongCall.Sender(
                        Optional.ofNullable(row.getString("caller")),
                        row.getString("request_id"),
                        row.getBoolean("request_id_given"),
                        Optional.ofNullable(row.getString("traceparent"))),
                new LongCall.Task(
                        Optional.ofNullable(row.getString("process_model")),
                        Optional.ofNullable(row.getString("process_instance")),
                        Optional.ofNullable(row.getString("task"))),
                Optional.of(row.getString("callback_url")));
    }

    private static String cut(String errorCode) {
        return errorCode.length() <= 512 ? errorCode : errorCode.substring(0, 512);
    }
}
