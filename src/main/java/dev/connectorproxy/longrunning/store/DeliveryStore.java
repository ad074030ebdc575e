package dev.connectorproxy.longrunning.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The SQL of callbacks: claiming, closing, holding and retrying them. Thread-safe.
public record DeliveryStore(InvocationDatabase database, StoreKeys keys, Clock clock) {
    private static final int MAX_RESULT_LENGTH = 200;
    private static final String SELECT =
            """
            select callback_url, origin, result, request_id, answered_at, finished_at, failures, unanswered, next_at,
                own_failures, sends, reruns
            from lr_invocation where id = ? and state = 'WAITING'
            """;

    /// A callback that is due.
    ///
    /// @param acknowledgedAt when SpiffArena last got a 202 for this call, epoch milliseconds
    /// @param failures of regular attempts so far
    /// @param mayBeDelivered whether an earlier attempt was sent and its outcome is unknown
    /// @param nextAt when the next regular attempt is due, epoch milliseconds; an early attempt may come before
    /// @param earlyFailures failed early attempts, made while the origin accepted other callbacks
    /// @param attempt the number of this attempt, a fencing token: only the process of the last attempt may store its
    ///     result
    /// @param reruns how often an operator had the call run again
    /// @param lease to be checked right before sending
    public record DueCallback(
            String id,
            String url,
            String origin,
            byte[] envelope,
            String requestId,
            long acknowledgedAt,
            long finishedAt,
            int failures,
            boolean mayBeDelivered,
            long nextAt,
            int earlyFailures,
            int attempt,
            int reruns,
            WorkLease lease)
            implements Claim {}

    /// The result of claiming a callback: it is due, or there is nothing to do.
    public sealed interface Claim {

        /// The callback is closed or held; nothing to do.
        record Finished() implements Claim {}

        /// Another process holds the lease; nothing to do here.
        record LeaseLost() implements Claim {}
    }

    /// Records an attempt before it is sent: after a crash its outcome is unknown.
    ///
    /// @throws PayloadCipher.DecryptionException no key decrypts the result
    public Claim claim(WorkQueue.WorkItem piece) {
        var id = piece.id();
        var lease = new WorkLease(database, "lr_deliveries", piece, clock);
        return database.inTransaction(session -> {
            if (!lease.confirm(session)) {
                return new Claim.LeaseLost();
            }
            var due = session.queryFirst(SELECT, row -> toDueCallback(id, row, lease), id);
            if (due.isEmpty()) {
                return new Claim.Finished();
            }
            int claimed =
                    session.update(
                            "update lr_invocation set sends = sends + 1, unanswered = true where id = ? and state = 'WAITING'",
                            id);
            return claimed == 1 ? due.get() : new Claim.Finished();
        });
    }

    /// Stores the final state.
    ///
    /// @return whether that attempt was still the last one
    public boolean close(DueCallback due, InvocationState state, String result) {
        return database.update(
                        """
                        update lr_invocation set state = ?, flight = null, closed_at = ?, last_answer = ?,
                            unanswered = false, next_at = null
                        where id = ? and sends = ? and state = 'WAITING'
                        """,
                        state.name(),
                        clock.millis(),
                        SqlSession.truncated(result, MAX_RESULT_LENGTH),
                        due.id(),
                        due.attempt())
                == 1;
    }

    /// Closes a callback whose result no key decrypts.
    public void closeUnreadable(String id) {
        database.update(
                """
                update lr_invocation set state = 'DEAD', flight = null, closed_at = ?, next_at = null,
                    last_answer = 'no key opens the result'
                where id = ? and state = 'WAITING'
                """,
                clock.millis(),
                id);
    }

    /// Holds the callback until the credentials change.
    ///
    /// @param credentialsMark the fingerprint of the refused credentials
    public void hold(DueCallback due, String credentialsMark, String result) {
        database.update(
                """
                update lr_invocation set state = 'HELD', held_with = ?, last_answer = ?, unanswered = ?,
                    next_at = null
                where id = ? and sends = ? and state = 'WAITING'
                """,
                credentialsMark,
                SqlSession.truncated(result, MAX_RESULT_LENGTH),
                due.mayBeDelivered(),
                due.id(),
                due.attempt());
    }

    /// Stores when the callback is to be tried again.
    public void retry(DueCallback due, Retry retry) {
        database.update(
                """
                update lr_invocation set failures = ?, unanswered = ?, last_answer = ?, next_at = ?,
                    not_before = ?, own_failures = ?
                where id = ? and sends = ? and state = 'WAITING'
                """,
                retry.failures(),
                retry.mayBeDelivered(),
                SqlSession.truncated(retry.lastResult(), MAX_RESULT_LENGTH),
                retry.schedule().nextAt().toEpochMilli(),
                retry.schedule().notBefore().toEpochMilli(),
                retry.schedule().earlyFailures(),
                due.id(),
                due.attempt());
    }

    /// A further attempt.
    ///
    /// @param failures of regular attempts so far
    /// @param mayBeDelivered whether an attempt was sent and its outcome is unknown
    /// @param lastResult the result of the last attempt, such as `HTTP 503`
    public record Retry(
            int failures, boolean mayBeDelivered, String lastResult, Schedule schedule) {

        /// The time of a further attempt.
        ///
        /// @param nextAt of the regular attempt
        /// @param notBefore the earliest time of an early attempt, made when the origin is available again
        /// @param earlyFailures failed early attempts
        public record Schedule(Instant nextAt, Instant notBefore, int earlyFailures) {}
    }

    /// Makes held callbacks due that were refused with other credentials than these.
    ///
    /// @return the number of callbacks
    public int release(String credentialsMark) {
        return database.update(
                """
                update lr_invocation set state = 'WAITING', failures = 0, next_at = ?, held_with = null,
                    not_before = null, own_failures = 0
                where state = 'HELD' and held_with <> ?
                """,
                clock.millis(),
                credentialsMark);
    }

    /// Adds the missing rows of db-scheduler for waiting callbacks.
    public int scheduleMissing() {
        return database.insertMissing(
                """
                insert into lr_deliveries (task_name, task_instance, execution_time, picked, version)
                select origin, id, ?, false, 1 from lr_invocation i where state = 'WAITING'
                    and not exists (select 1 from lr_deliveries d where d.task_instance = i.id)
                """,
                new Timestamp(clock.millis()));
    }

    /// Deletes invocations closed for longer than this.
    public int purge(Duration keep) {
        return database.update(
                "delete from lr_invocation where closed_at < ?", clock.millis() - keep.toMillis());
    }

    private DueCallback toDueCallback(String id, ResultSet row, WorkLease lease)
            throws SQLException {
        return new DueCallback(
                id,
                row.getString("callback_url"),
                row.getString("origin"),
                keys.cipher().decrypt(row.getBytes("result"), "result of " + id),
                row.getString("request_id"),
                row.getLong("answered_at"),
                row.getLong("finished_at"),
                row.getInt("failures"),
                row.getBoolean("unanswered"),
                row.getLong("next_at"),
                row.getInt("own_failures"),
                row.getInt("sends") + 1,
                row.getInt("reruns"),
                lease);
    }
}
