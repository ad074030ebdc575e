package dev.connectorproxy.longrunning.store;

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

/// The SQL behind administration: list, find, cancel and redrive invocations. Thread-safe.
public record InvocationStore(InvocationDatabase database, StoreKeys keys, Clock clock) {
    private static final String COLUMNS =
            """
            select id, state, command, caller, request_id, process_model, process_instance, task, origin, error_code,
                repeatable, starts, accepted_at, started_at, finished_at, closed_at, next_at, sends, failures, last_answer
            from lr_invocation
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

    /// The number of starts of an unfinished command, the fencing token with which a cancellation finishes it.
    public Optional<Integer> fencingToken(String id) {
        return find(id).filter(found ->
                        found.state() == InvocationState.ACCEPTED
                                || found.state() == InvocationState.RUNNING)
                .map(StoredInvocation::starts);
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

    public Map<InvocationState, Long> counts() {
        var counts = new EnumMap<InvocationState, Long>(InvocationState.class);
        database.query(
                        "select state, count(*) from lr_invocation group by state",
                        row -> Map.entry(InvocationState.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /// When the oldest unfinished invocation was accepted.
    public Optional<Instant> oldestAcceptedAt() {
        return database.queryFirst(
                """
                select min(accepted_at) from lr_invocation
                where state in ('ACCEPTED', 'RUNNING', 'WAITING', 'HELD') having count(*) > 0
                """,
                row -> Instant.ofEpochMilli(row.getLong(1)));
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
                row.getInt("starts"),
                new StoredInvocation.Times(
                        Instant.ofEpochMilli(row.getLong("accepted_at")),
                        optionalInstant(row, "started_at"),
                        optionalInstant(row, "finished_at"),
                        optionalInstant(row, "closed_at"),
                        optionalInstant(row, "next_at")),
                new StoredInvocation.Callback(
                        row.getInt("sends"), row.getInt("failures"), row.getString("last_answer")));
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
