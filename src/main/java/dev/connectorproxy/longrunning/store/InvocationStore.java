package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.spi.Arguments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The SQL behind administration: list, find, cancel, redrive and rerun invocations. Thread-safe.
public record InvocationStore(InvocationDatabase database, StoreKeys keys, Clock clock) {
    private static final String COLUMNS =
            """
            select id, state, command, caller, request_id, process_model, process_instance, task, origin, error_code,
                repeatable, starts, reruns, accepted_at, started_at, finished_at, closed_at, next_at, sends, failures,
                last_answer
            from lr_invocation
            """;
    private static final String CLOSED = " and state in ('DELIVERED', 'DEAD', 'CANCELLED')";
    private static final String SELECT_CLOSED =
            "select %s from lr_invocation where id = ?".formatted(CallRow.COLUMNS) + CLOSED;
    private static final String RERUN =
            """
            update lr_invocation set state = 'ACCEPTED', starts = starts + 1, sends = sends + 1, reruns = reruns + 1,
                flight = ?, result = null, error_code = '', started_at = null, finished_at = null, closed_at = null,
                failures = 0, unanswered = false, last_answer = '', not_before = null, own_failures = 0
            where id = ?
            """
                    + CLOSED;
    private static final String SCHEDULE_RERUN =
            """
            insert into lr_runs (task_name, task_instance, execution_time, picked, version)
            select ?, id, ?, false, 1 from lr_invocation i where id = ?
                and not exists (select 1 from lr_runs r where r.task_instance = i.id)
            """;

    public List<StoredInvocation> list(InvocationFilter filter) {
        var sql = new StringBuilder(COLUMNS).append(" where 1 = 1");
        var values = new ArrayList<Object>();
        filter.state()
                .ifPresent(state -> addCondition(sql, values, " and state = ?", state.name()));
        filter.command()
                .ifPresent(command -> addCondition(sql, values, " and command = ?", command));
        filter.processInstance()
                .ifPresent(instance ->
                        addCondition(sql, values, " and process_instance = ?", instance));
        filter.before().ifPresent(before -> addCondition(sql, values, " and id < ?", before));
        addCondition(sql, values, " order by id desc limit ?", filter.limit());
        return database.query(sql.toString(), InvocationStore::toInvocation, values.toArray());
    }

    public Optional<StoredInvocation> find(String id) {
        return database.queryFirst(COLUMNS + " where id = ?", InvocationStore::toInvocation, id);
    }

    /// Arguments and result, decrypted; empty for an unknown id.
    public Optional<StoredInvocation.Contents> contents(String id) {
        return database.queryFirst(
                "select arguments, result from lr_invocation where id = ?",
                row -> toContents(id, row),
                id);
    }

    /// A command that has not finished.
    ///
    /// @param arguments none if no key decrypts them
    /// @param fencingToken with which a cancellation finishes it
    public record Unfinished(
            String command, Arguments arguments, boolean running, int fencingToken) {}

    public Optional<Unfinished> findUnfinished(String id) {
        return database.queryFirst(
                "select command, arguments, state, starts from lr_invocation where id = ? and state in ('ACCEPTED', 'RUNNING')",
                row ->
                        new Unfinished(
                                row.getString("command"),
                                CallRow.readableArguments(id, row, keys.cipher()),
                                row.getString("state").equals(InvocationState.RUNNING.name()),
                                row.getInt("starts")),
                id);
    }

    /// Cancels a callback that waits or is held.
    ///
    /// @return whether there was one
    public boolean cancelCallback(String id) {
        return database.update(
                        """
                        update lr_invocation set state = 'CANCELLED', flight = null, closed_at = ?, next_at = null
                        where id = ? and state in ('WAITING', 'HELD')
                        """,
                        clock.millis(),
                        id)
                == 1;
    }

    /// Makes the callback due at once, with all its retries.
    ///
    /// @return whether there is such a callback
    public boolean redrive(String id) {
        return database.inTransaction(session -> {
            int changed =
                    session.update(
                            """
                            update lr_invocation set state = 'WAITING', failures = 0, closed_at = null, next_at = ?,
                                not_before = null, own_failures = 0
                            where id = ? and state in ('WAITING', 'HELD', 'DEAD')
                            """,
                            clock.millis(),
                            id);
            session.update(
                    "update lr_deliveries set execution_time = ?, version = version + 1 where task_instance = ? and picked = false",
                    new Timestamp(clock.millis()),
                    id);
            return changed == 1;
        });
    }

    /// Makes a closed invocation due again, as a new attempt. The fencing tokens of its earlier attempts become invalid.
    ///
    /// @param confirmed whether a command that is not safe to repeat may be run
    public Rerun rerun(String id, boolean confirmed) {
        try {
            return database.inTransaction(session -> {
                var call =
                        session.queryFirst(
                                SELECT_CLOSED, row -> CallRow.read(id, row, keys.cipher()), id);
                if (call.isEmpty()) {
                    return Rerun.NOT_CLOSED;
                }
                if (!call.get().repeatable() && !confirmed) {
                    return Rerun.NOT_CONFIRMED;
                }
                return rerun(session, id, keys.callFingerprint(call.get()));
            });
        } catch (InvocationDatabase.DuplicateKeyException _) {
            return Rerun.SAME_CALL_IN_PROGRESS;
        } catch (PayloadCipher.DecryptionException _) {
            return Rerun.UNREADABLE;
        }
    }

    /// An earlier run that still holds its row of the queue, because it was cancelled and has not ended, delays the rerun.
    private Rerun rerun(SqlSession session, String id, Optional<String> fingerprint)
            throws SQLException {
        if (session.update(RERUN, fingerprint, id) == 0) {
            return Rerun.NOT_CLOSED;
        }
        var now = new Timestamp(clock.millis());
        session.update(SCHEDULE_RERUN, AcceptStore.TASK_NAME, now, id);
        session.update("delete from lr_deliveries where task_instance = ? and picked = false", id);
        return Rerun.SCHEDULED;
    }

    /// The invocations in each state; a state without invocations is absent.
    public Map<InvocationState, StateCount> counts() {
        var counts = new EnumMap<InvocationState, StateCount>(InvocationState.class);
        database.query(
                        """
                        select state, count(*),
                            min(case when reruns = 0 then accepted_at else coalesce(started_at, ?) end)
                        from lr_invocation group by state
                        """,
                        row ->
                                Map.entry(
                                        InvocationState.valueOf(row.getString(1)),
                                        new StateCount(
                                                row.getLong(2),
                                                Instant.ofEpochMilli(row.getLong(3)))),
                        clock.millis())
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static void addCondition(
            StringBuilder sql, List<Object> values, String condition, Object value) {
        sql.append(condition);
        values.add(value);
    }

    private StoredInvocation.Contents toContents(String id, ResultSet row) throws SQLException {
        var result = Optional.ofNullable(row.getBytes("result"));
        return new StoredInvocation.Contents(
                keys.cipher().decrypt(row.getBytes("arguments"), "arguments of " + id),
                result.map(bytes -> keys.cipher().decrypt(bytes, "result of " + id)));
    }

    private static StoredInvocation toInvocation(ResultSet row) throws SQLException {
        int reruns = row.getInt("reruns");
        return new StoredInvocation(
                row.getString("id"),
                InvocationState.valueOf(row.getString("state")),
                new StoredInvocation.Source(
                        row.getString("command"),
                        optionalString(row, "caller"),
                        row.getString("request_id"),
                        optionalString(row, "process_model"),
                        optionalString(row, "process_instance"),
                        optionalString(row, "task"),
                        row.getString("origin")),
                row.getString("error_code"),
                row.getBoolean("repeatable"),
                row.getInt("starts") - reruns,
                reruns + 1,
                new StoredInvocation.Times(
                        Instant.ofEpochMilli(row.getLong("accepted_at")),
                        optionalInstant(row, "started_at"),
                        optionalInstant(row, "finished_at"),
                        optionalInstant(row, "closed_at"),
                        optionalInstant(row, "next_at")),
                new StoredInvocation.Callback(
                        row.getInt("sends") - reruns,
                        row.getInt("failures"),
                        row.getString("last_answer")));
    }

    private static Optional<String> optionalString(ResultSet row, String column)
            throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> optionalInstant(ResultSet row, String column)
            throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
