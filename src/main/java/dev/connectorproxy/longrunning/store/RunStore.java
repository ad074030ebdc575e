package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The SQL of running commands. The number of starts is a fencing token: only the process of the last start may store
/// the outcome. Thread-safe.
public record RunStore(InvocationDatabase database, StoreKeys keys, Clock clock) {
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

    /// Limits the starts of a command that crashes the process each time.
    private static final int MAX_STARTS = 5;

    /// Exceeds the depth of every body that was accepted.
    private static final int MAX_DEPTH = 1024;

    /// The result of claiming an invocation.
    public sealed interface Claim {

        /// The command is to be run.
        ///
        /// @param fencingToken to be passed to [#finish]
        /// @param first whether this is its first start
        /// @param acceptedAt epoch milliseconds
        /// @param lease to be checked before the start
        record Run(
                DeferredCall call,
                int fencingToken,
                boolean first,
                long acceptedAt,
                WorkLease lease)
                implements Claim {}

        /// The command was started before and must not be started again: it is not repeatable, or was started too
        /// often.
        ///
        /// @param fencingToken the number of starts
        record OutcomeUnknown(String command, int fencingToken) implements Claim {}

        /// The invocation is finished or gone; nothing to do.
        record Finished() implements Claim {}

        /// Another process holds the lease; nothing to do here.
        record LeaseLost() implements Claim {}

        /// No key decrypts the arguments.
        record Unreadable(String command, int fencingToken) implements Claim {}
    }

    /// The call of an invocation that is not finished and may be started; empty also if its arguments cannot be
    /// decrypted.
    public Optional<DeferredCall> findRunnable(String id) {
        return database.queryFirst(
                        SELECT + " and (state = 'ACCEPTED' or state = 'RUNNING' and repeatable)",
                        row -> findCall(id, row),
                        id)
                .flatMap(Function.identity());
    }

    private Optional<DeferredCall> findCall(String id, ResultSet row) throws SQLException {
        try {
            return Optional.of(readCall(id, row));
        } catch (PayloadCipher.DecryptionException _) {
            return Optional.empty();
        }
    }

    /// Claims an invocation and records its start, if it is to be run; [Claim.LeaseLost] when another process has claimed
    /// it.
    public Claim claim(WorkQueue.WorkItem piece) {
        var lease = new WorkLease(database, "lr_runs", piece, clock);
        return database.inTransaction(session -> {
            if (!lease.confirm(session)) {
                return new Claim.LeaseLost();
            }
            return session.<Claim>queryFirst(
                            SELECT, row -> claim(session, row, piece.id(), lease), piece.id())
                    .orElseGet(Claim.Finished::new);
        });
    }

    /// Stores the outcome; from now on the callback is due.
    ///
    /// @param fencingToken the number of the start that the outcome belongs to
    /// @return whether that start was still the last one
    public boolean finish(String id, int fencingToken, DeferredCall.Outcome outcome) {
        byte[] encrypted = keys.cipher().encrypt(outcome.envelope(), "result of " + id);
        return database.inTransaction(session -> {
            long now = clock.millis();
            boolean last =
                    session.update(
                                    FINISH,
                                    encrypted,
                                    SqlSession.truncated(outcome.errorCode(), 512),
                                    now,
                                    now,
                                    id,
                                    fencingToken)
                            == 1;
            if (last) {
                session.update(SCHEDULE_DELIVERY, new Timestamp(now), id);
                session.update(
                        "delete from lr_runs where task_instance = ? and picked = false", id);
            }
            return last;
        });
    }

    /// Those of the invocations whose outcome is stored.
    public List<String> finished(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var all = ids.toArray();
        var marks = String.join(", ", Collections.nCopies(all.length, "?"));
        return database.query(
                "select id from lr_invocation where state not in ('ACCEPTED', 'RUNNING') and id in (%s)"
                        .formatted(marks),
                row -> row.getString("id"),
                all);
    }

    /// Extends the lease of an adopted command, so that no other process takes it for crashed before then.
    public void extendLease(String id, Instant lease) {
        database.update(
                "update lr_runs set execution_time = ?, version = version + 1 where task_instance = ? and picked = false",
                Timestamp.from(lease),
                id);
    }

    /// Adds the missing rows of db-scheduler for unfinished commands.
    public int scheduleMissing() {
        return database.insertMissing(
                """
                insert into lr_runs (task_name, task_instance, execution_time, picked, version)
                select 'run', id, ?, false, 1 from lr_invocation i where state in ('ACCEPTED', 'RUNNING')
                    and not exists (select 1 from lr_runs r where r.task_instance = i.id)
                """,
                new Timestamp(clock.millis()));
    }

    /// Releases all leases at start. Only for the embedded database, where no other process can hold one.
    public void releaseAll() {
        for (var table : new String[] {"lr_runs", "lr_deliveries"}) {
            database.update(
                    "update "
                            + table
                            + " set picked = false, picked_by = null, last_heartbeat = null, version = version + 1 where picked = true");
        }
        database.update(
                """
                update lr_runs set execution_time = ?, version = version + 1
                where task_instance in (select id from lr_invocation where state = 'RUNNING')
                """,
                Timestamp.from(clock.instant()));
    }

    private Claim claim(SqlSession session, ResultSet row, String id, WorkLease lease)
            throws SQLException {
        var state = InvocationState.valueOf(row.getString("state"));
        int starts = row.getInt("starts");
        var command = row.getString("command");
        if (state != InvocationState.ACCEPTED && state != InvocationState.RUNNING) {
            return new Claim.Finished();
        }
        if (state == InvocationState.RUNNING
                && (!row.getBoolean("repeatable") || starts >= MAX_STARTS)) {
            return new Claim.OutcomeUnknown(command, starts);
        }
        DeferredCall call;
        try {
            call = readCall(id, row);
        } catch (PayloadCipher.DecryptionException _) {
            return new Claim.Unreadable(command, starts);
        }
        return session.update(START, clock.millis(), id, starts) == 1
                ? new Claim.Run(
                        call,
                        starts + 1,
                        state == InvocationState.ACCEPTED,
                        row.getLong("accepted_at"),
                        lease)
                : new Claim.Finished();
    }

    private DeferredCall readCall(String id, ResultSet row) throws SQLException {
        byte[] arguments = keys.cipher().decrypt(row.getBytes("arguments"), "arguments of " + id);
        return new DeferredCall(
                row.getString("command"),
                new Arguments(
                        JsonText.of(arguments, MAX_DEPTH)
                                .orElseThrow(
                                        () -> new StoreException("arguments are no JSON", null))
                                .members()),
                row.getBoolean("repeatable"),
                new DeferredCall.Sender(
                        Optional.ofNullable(row.getString("caller")),
                        row.getString("request_id"),
                        row.getBoolean("request_id_given"),
                        Optional.ofNullable(row.getString("traceparent"))),
                new DeferredCall.Task(
                        Optional.ofNullable(row.getString("process_model")),
                        Optional.ofNullable(row.getString("process_instance")),
                        Optional.ofNullable(row.getString("task"))),
                Optional.of(row.getString("callback_url")));
    }
}
