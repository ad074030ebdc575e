package dev.connectorproxy.longrunning;

import static dev.connectorproxy.longrunning.Database.update;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the database says of callbacks. Thread-safe.
final class DeliveryStore {
    private static final String SELECT =
            """
            select callback_url, origin, result, request_id, answered_at, finished_at, failures, unanswered, next_at,
                own_failures
            from lr_invocation where id = ? and state = 'WAITING'
            """;

    private final Database database;
    private final Vault vault;
    private final Clock clock;

    DeliveryStore(Database database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /// A callback that is due.
    ///
    /// @param answeredAt when SpiffArena was last told to wait
    /// @param failures so far
    /// @param unanswered whether an earlier one was sent, and nobody knows whether it was taken
    /// @param nextAt when its turn is; it may be tried before
    /// @param ownFailures tries before its turn that failed though its origin took others
    record Due(
            String id,
            String url,
            String origin,
            byte[] envelope,
            String requestId,
            long answeredAt,
            long finishedAt,
            int failures,
            boolean unanswered,
            long nextAt,
            int ownFailures) {}

    /// Notes that it is about to be sent: after a crash nobody knows whether it was.
    ///
    /// @throws Seal.Unreadable no key opens it
    Optional<Due> begin(String id) {
        return database.in(connection -> {
            try (var statement = connection.prepareStatement(SELECT)) {
                statement.setString(1, id);
                var rows = statement.executeQuery();
                if (!rows.next()) {
                    return Optional.empty();
                }
                var due =
                        new Due(
                                id,
                                rows.getString("callback_url"),
                                rows.getString("origin"),
                                vault.seal().open(rows.getBytes("result"), "result of " + id),
                                rows.getString("request_id"),
                                rows.getLong("answered_at"),
                                rows.getLong("finished_at"),
                                rows.getInt("failures"),
                                rows.getBoolean("unanswered"),
                                rows.getLong("next_at"),
                                rows.getInt("own_failures"));
                int ours =
                        update(
                                connection,
                                "update lr_invocation set sends = sends + 1, unanswered = true where id = ? and state = 'WAITING'",
                                id);
                return ours == 1 ? Optional.of(due) : Optional.empty();
            }
        });
    }

    /// It is over.
    void close(String id, State state, String answer) {
        database.in(connection ->
                update(
                        connection,
                        """
                        update lr_invocation set state = ?, flight = null, closed_at = ?, last_answer = ?,
                            unanswered = false, next_at = null
                        where id = ? and state = 'WAITING'
                        """,
                        state.name(),
                        clock.millis(),
                        cut(answer),
                        id));
    }

    /// It waits for other credentials.
    void hold(String id, String heldWith, String answer, boolean unanswered) {
        database.in(connection ->
                update(
                        connection,
                        """
                        update lr_invocation set state = 'HELD', held_with = ?, last_answer = ?, unanswered = ?,
                            next_at = null
                        where id = ? and state = 'WAITING'
                        """,
                        heldWith,
                        cut(answer),
                        unanswered,
                        id));
    }

    /// It is to be tried again.
    void retry(String id, Retry retry) {
        database.in(connection ->
                update(
                        connection,
                        """
                        update lr_invocation set failures = ?, unanswered = ?, last_answer = ?, next_at = ?,
                            not_before = ?, own_failures = ?
                        where id = ? and state = 'WAITING'
                        """,
                        retry.failures(),
                        retry.unanswered(),
                        cut(retry.answer()),
                        retry.next().turn().toEpochMilli(),
                        retry.next().notBefore().toEpochMilli(),
                        retry.next().ownFailures(),
                        id));
    }

    /// How it is to be tried again.
    record Retry(int failures, boolean unanswered, String answer, Next next) {

        /// When.
        ///
        /// @param notBefore even if its origin is back before its turn
        record Next(Instant turn, Instant notBefore, int ownFailures) {}
    }

    /// Sends anew what was held for want of credentials other than these.
    ///
    /// @return how many
    int release(String heldWith) {
        return database.in(connection ->
                update(
                        connection,
                        """
                        update lr_invocation set state = 'WAITING', failures = 0, next_at = ?, held_with = null,
                            not_before = null, own_failures = 0
                        where state = 'HELD' and held_with <> ?
                        """,
                        clock.millis(),
                        heldWith));
    }

    /// Schedules every callback that is due and, for whatever reason, not scheduled.
    int scheduleMissing() {
        return database.in(connection ->
                update(
                        connection,
                        """
                        insert into lr_deliveries (task_name, task_instance, execution_time, picked, version)
                        select origin, id, ?, false, 1 from lr_invocation i where state = 'WAITING'
                            and not exists (select 1 from lr_deliveries d where d.task_instance = i.id)
                        """,
                        new Timestamp(clock.millis())));
    }

    /// Forgets what has been over for so long.
    int purge(Duration keep) {
        return database.in(connection ->
                update(
                        connection,
                        "delete from lr_invocation where closed_at < ?",
                        clock.millis() - keep.toMillis()));
    }

    private static String cut(String answer) {
        return answer.length() <= 200 ? answer : answer.substring(0, 200);
    }
}
