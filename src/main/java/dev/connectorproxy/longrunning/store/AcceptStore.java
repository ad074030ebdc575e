package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.catalogue.ArgumentsJson;
import dev.connectorproxy.catalogue.DeferredCall;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Stores accepted calls. Thread-safe.
public record AcceptStore(InvocationDatabase database, StoreKeys keys, Clock clock) {
    /// The `task_name` of all rows in `lr_runs`.
    public static final String TASK_NAME = "run";

    private static final String INSERT =
            """
            insert into lr_invocation (id, state, command, caller, request_id, request_id_given, traceparent,
                process_model, process_instance, task, callback_url, origin, flight, arguments, error_code, repeatable,
                starts, accepted_at, answered_at, started_at, sends, failures, unanswered, last_answer)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, 0, 0, false, '')
            """;
    private static final String SCHEDULE_RUN =
            """
            insert into lr_runs (task_name, task_instance, execution_time, picked, version) values (?, ?, ?, false, 1)
            """;

    public String newId() {
        return InvocationIds.next(clock.millis());
    }

    /// Stores the call, due at once.
    ///
    /// @return its id, or the id of the same call of the same task that is in progress
    /// @throws StoreException it is not stored, as far as is known
    public String accept(DeferredCall call, String origin) {
        var fingerprint = keys.callFingerprint(call);
        for (int i = 0; i < 3; i++) {
            var known = joinExisting(fingerprint);
            if (known.isPresent()) {
                return known.get();
            }
            try {
                var id = newId();
                var row = new NewRow(id, call, origin, fingerprint, InvocationState.ACCEPTED, 0);
                insert(row, clock.instant());
                return id;
            } catch (InvocationDatabase.DuplicateKeyException _) {
                // another thread or process has stored the same call at the same time
            }
        }
        throw new StoreException("the same call comes too often at once", null);
    }

    /// The id of the same call of the same task, if it is in progress. Its caller gets a new 202, so the response
    /// "not waiting" to its callback means "too early" again.
    public Optional<String> joinExisting(DeferredCall call) {
        return joinExisting(keys.callFingerprint(call));
    }

    /// Stores a call whose command runs already. A process that finds it due, after the lease, takes it for crashed.
    ///
    /// @param lease the end of the lease
    public void adopt(String id, DeferredCall call, String origin, Instant lease) {
        try {
            insert(
                    new NewRow(
                            id,
                            call,
                            origin,
                            keys.callFingerprint(call),
                            InvocationState.RUNNING,
                            1),
                    lease);
        } catch (InvocationDatabase.DuplicateKeyException _) {
            // the same call runs twice already, and each run has its own result
            insert(
                    new NewRow(id, call, origin, Optional.empty(), InvocationState.RUNNING, 1),
                    lease);
        }
    }

    private record NewRow(
            String id,
            DeferredCall call,
            String origin,
            Optional<String> fingerprint,
            InvocationState state,
            int starts) {}

    /// A waiting call that has failed, and whose callback may have been delivered, is closed: SpiffArena repeats the
    /// call because of that failure, so it is a new call.
    private Optional<String> joinExisting(Optional<String> fingerprint) {
        if (fingerprint.isEmpty()) {
            return Optional.empty();
        }
        return database.inTransaction(session -> {
            if (find(session, fingerprint.get()).isEmpty()) {
                return Optional.empty();
            }
            long now = clock.millis();
            session.update(
                    """
                    update lr_invocation set state = 'DELIVERED', flight = null, closed_at = ?
                    where flight = ? and state = 'WAITING' and unanswered and error_code <> ''
                    """,
                    now,
                    fingerprint.get());
            int joined =
                    session.update(
                            "update lr_invocation set answered_at = ?, unanswered = false where flight = ?",
                            now,
                            fingerprint.get());
            return joined == 0 ? Optional.empty() : find(session, fingerprint.get());
        });
    }

    private static Optional<String> find(SqlSession session, String fingerprint)
            throws SQLException {
        return session.queryFirst(
                "select id from lr_invocation where flight = ?",
                row -> row.getString(1),
                fingerprint);
    }

    private void insert(NewRow row, Instant due) {
        var call = row.call();
        byte[] arguments =
                keys.cipher()
                        .encrypt(ArgumentsJson.of(call.arguments()), "arguments of " + row.id());
        database.inTransaction(session -> {
            long now = clock.millis();
            session.update(
                    INSERT,
                    row.id(),
                    row.state().name(),
                    call.command(),
                    call.sender().key(),
                    call.sender().requestId(),
                    call.sender().requestIdGiven(),
                    call.sender().traceparent(),
                    call.task().processModel(),
                    call.task().processInstance(),
                    call.task().id(),
                    call.callbackUrl().orElseThrow(),
                    row.origin(),
                    row.fingerprint(),
                    arguments,
                    call.repeatable(),
                    row.starts(),
                    now,
                    now,
                    row.starts() == 0 ? Optional.empty() : Optional.of(now));
            return session.update(SCHEDULE_RUN, TASK_NAME, row.id(), Timestamp.from(due));
        });
    }
}
