package dev.connectorproxy;

import dev.connectorproxy.longrunning.EngineListener;
import dev.connectorproxy.longrunning.InvocationCounts;
import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.PoolUsage;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.LongRunningMetrics;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// Reports events of deferred calls to the log and the metrics.
record LongRunningReporter(LogWriter log, LongRunningMetrics metrics) implements EngineListener {
    /// Those of invocations that wait for a slot, for a callback to be sent, and for other credentials.
    private static final InvocationState[] WAITING = {
        InvocationState.ACCEPTED, InvocationState.WAITING, InvocationState.HELD
    };

    private static final InvocationState[] UNFINISHED = {
        InvocationState.ACCEPTED,
        InvocationState.RUNNING,
        InvocationState.WAITING,
        InvocationState.HELD
    };

    LongRunningReporter(LogWriter log) {
        this(log, new LongRunningMetrics());
    }

    @Override
    public void started(Duration sinceAccepted) {
        metrics.began(sinceAccepted);
    }

    @Override
    public void delivered(Duration sinceFinished) {
        metrics.delivered(sinceFinished);
    }

    @Override
    public void attempted(String origin, String outcome) {
        metrics.attempted(origin, outcome);
    }

    @Override
    public void warning(String message) {
        log.warning(message);
    }

    /// Not a number while the database is away: an old value would look like a quiet system.
    private static double ifKnown(InvocationCounts counts, ToLongFunction<InvocationCounts> value) {
        return counts.databaseReachable() ? value.applyAsLong(counts) : Double.NaN;
    }

    void registerGauges(LongRunningEngine engine) {
        for (var state : InvocationState.values()) {
            metrics.state(
                    state.name().toLowerCase(Locale.ROOT),
                    () -> ifKnown(engine.counts(), counts -> counts.count(state)));
        }
        metrics.saturatedTargets(engine::saturatedTargets);
        metrics.oldest(() -> ifKnown(engine.counts(), counts -> age(counts, UNFINISHED)));
        for (var state : WAITING) {
            metrics.oldestWaiting(
                    state.name().toLowerCase(Locale.ROOT),
                    () -> ifKnown(engine.counts(), counts -> age(counts, state)));
        }
        registerPool(engine);
        metrics.storeUp(() -> engine.counts().databaseReachable() ? 1 : 0);
    }

    private void registerPool(LongRunningEngine engine) {
        metrics.connections("active", () -> engine.connections().active());
        metrics.connections("idle", () -> engine.connections().idle());
        metrics.connections("pending", () -> engine.connections().pending());
        metrics.maxConnections(PoolUsage.MAX);
    }

    private static long age(InvocationCounts counts, InvocationState... states) {
        return counts.oldestAge(states).toSeconds();
    }
}
