package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.spi.Arguments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The SQL of running commands. The number of starts is a fencing token: only the process of the last start may store
/// the outcome. Thread-safe.
public record RunStore(InvocationDatabase database, StoreKeys keys, Clock clock) {
    private static final String SELECT =
            "select state, starts, reruns, accepted_at, %s from lr_invocation where id = ?"
                    .formatted(CallRow.COLUMNS);
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

    /// The row of an earlier callback may be there for a moment after it is closed; then [DeliveryStore#scheduleMissing]
    /// adds the new one.
    private static final String SCHEDULE_DELIVERY =
            """
            insert into lr_deliveries (task_name, task_instance, execution_time, picked, version)
            select origin, id, ?, false, 1 from lr_invocation i where id = ? and not exists
                (select 1 from lr_deliveries d where d.task_name = i.origin and d.task_instance = i.id)
            """;

    /// Limits the starts of a command that crashes the process each time. Each rerun allows one more.
    private static final int MAX_STARTS = 5;

    /// The result of claiming an invocation.
    public sealed interface Claim {

        /// The command is to be run.
        ///
        /// @param fencingToken to be passed to [#finish]
        /// @param first whether this is its first start; false also for a rerun
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
        /// @param arguments none if no key decrypts them
        /// @param starts how often it was started
        record OutcomeUnknown(String command, Arguments arguments, int fencingToken, int starts)
                implements Claim {}

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
            return Optional.of(CallRow.read(id, row, keys.cipher()));
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

    /// Those of the invocations whose outcome is stored, or that were started again since.
    ///
    /// @param fencingTokens the start of each
    public List<String> superseded(Map<String, Integer> fencingTokens) {
        if (fencingTokens.isEmpty()) {
            return List.of();
        }
        var ids = fencingTokens.keySet().toArray();
        return database
                .query(
                        "select id, starts, state from lr_invocation where id in (%s)"
                                .formatted(marks(ids.length)),
                        row -> superseded(row, fencingTokens),
                        ids)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Extends the leases of adopted commands, so that no other process takes them for crashed before then.
    public void extendLeases(Collection<String> ids, Instant lease) {
        if (ids.isEmpty()) {
            return;
        }
        database.update(
                "update lr_runs set execution_time = ?, version = version + 1 where task_instance in (%s) and picked = false"
                        .formatted(marks(ids.size())),
                Stream.concat(Stream.of(Timestamp.from(lease)), ids.stream()).toArray());
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
        int fencingToken = row.getInt("starts");
        int reruns = row.getInt("reruns");
        int starts = fencingToken - reruns;
        var command = row.getString("command");
        if (!isUnfinished(row)) {
            return new Claim.Finished();
        }
        if (state == InvocationState.RUNNING
                && (!row.getBoolean("repeatable") || starts >= MAX_STARTS + reruns)) {
            var arguments = CallRow.readableArguments(id, row, keys.cipher());
            return new Claim.OutcomeUnknown(command, arguments, fencingToken, starts);
        }
        DeferredCall call;
        try {
            call = CallRow.read(id, row, keys.cipher());
        } catch (PayloadCipher.DecryptionException _) {
            return new Claim.Unreadable(command, fencingToken);
        }
        return session.update(START, clock.millis(), id, fencingToken) == 1
                ? new Claim.Run(
                        call,
                        fencingToken + 1,
                        fencingToken == 0,
                        row.getLong("accepted_at"),
                        lease)
                : new Claim.Finished();
    }

    private static Optional<String> superseded(ResultSet row, Map<String, Integer> fencingTokens)
            throws SQLException {
        var id = row.getString("id");
        boolean current = isUnfinished(row) && row.getInt("starts") == fencingTokens.get(id);
        return current ? Optional.empty() : Optional.of(id);
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static boolean isUnfinished(ResultSet row) throws SQLException {
        return InvocationState.valueOf(row.getString("state")).isUnfinished();
    }
}
