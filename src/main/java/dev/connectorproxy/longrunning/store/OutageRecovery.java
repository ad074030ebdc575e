package dev.connectorproxy.longrunning.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Reschedules callbacks to an earlier time once their origin is reachable again: after a delivery, the other callbacks
/// waiting for that origin become due, in batches; an origin without a recent delivery is probed with a single callback
/// at an interval. Thread-safe.
public final class OutageRecovery {
    /// An origin with waiting callbacks gets an attempt at least this often.
    static final Duration PROBE_INTERVAL = Duration.ofMinutes(1);

    /// An origin counts as available for this long after a delivery.
    private static final Duration AVAILABILITY_WINDOW = Duration.ofMinutes(1);

    private static final int MAX_RESCHEDULED = 1_000;
    private static final String SELECT_RECENT_ATTEMPT =
            """
            select 1 from lr_deliveries
            where task_name = ? and (picked = true or execution_time <= ? or last_success > ? or last_failure > ?)
            """;
    private static final String SELECT_RECENT_DELIVERY =
            "select 1 from lr_invocation where closed_at > ? and state = 'DELIVERED' and origin = ?";
    private static final String SELECT_WAITING =
            """
            select task_instance from lr_deliveries d join lr_invocation i on i.id = d.task_instance
            where d.task_name = ? and d.picked = false and d.execution_time > ? and i.state = 'WAITING'
                and (i.not_before is null or i.not_before <= ?)
            order by d.last_success nulls first limit ?
            """;
    private static final String RESCHEDULE =
            """
            update lr_deliveries set execution_time = ?, version = version + 1
            where task_name = ? and task_instance = ? and picked = false and execution_time > ?
            """;

    private final InvocationDatabase database;
    private final Clock clock;
    private final List<String> allowed;
    private final Set<String> recovered = ConcurrentHashMap.newKeySet();

    /// @param allowed origins that callbacks may be sent to
    public OutageRecovery(InvocationDatabase database, Clock clock, List<String> allowed) {
        this.database = database;
        this.clock = clock;
        this.allowed = List.copyOf(allowed);
    }

    public void recordDelivery(String origin) {
        recovered.add(origin);
    }

    /// Whether the origin accepted a callback recently, from any process.
    public boolean isAvailable(String origin) {
        long since = clock.millis() - AVAILABILITY_WINDOW.toMillis();
        return exists(SELECT_RECENT_DELIVERY, since, origin);
    }

    /// Makes waiting callbacks due. To be called every few seconds.
    ///
    /// @return whether any callback was made due
    public boolean rescheduleWaiting() {
        int rescheduled = 0;
        for (var origin : allowed) {
            rescheduled += recovered.remove(origin) ? rescheduleRecovered(origin) : probe(origin);
        }
        return rescheduled > 0;
    }

    /// Keeps the origin marked as recovered when the transaction fails, for the next try.
    private int rescheduleRecovered(String origin) {
        try {
            return reschedule(origin, MAX_RESCHEDULED);
        } catch (RuntimeException e) {
            recovered.add(origin);
            throw e;
        }
    }

    private int probe(String origin) {
        var now = clock.instant();
        var since = Timestamp.from(now.minus(PROBE_INTERVAL));
        boolean tried = exists(SELECT_RECENT_ATTEMPT, origin, Timestamp.from(now), since, since);
        return tried ? 0 : reschedule(origin, 1);
    }

    /// The callbacks without an attempt for longest come first. Rows are updated in the order of ids, so that two
    /// processes cannot deadlock.
    private int reschedule(String origin, int limit) {
        var now = clock.instant();
        var time = Timestamp.from(now);
        return database.inTransaction(session -> {
            var ids =
                    session.query(
                            SELECT_WAITING,
                            row -> row.getString(1),
                            origin,
                            time,
                            now.toEpochMilli(),
                            limit);
            session.updateAll(
                    RESCHEDULE,
                    ids.stream()
                            .sorted()
                            .map(id -> new Object[] {time, origin, id, time})
                            .toList());
            return ids.size();
        });
    }

    private boolean exists(String sql, Object... values) {
        return database.queryFirst(sql, _ -> true, values).isPresent();
    }
}
