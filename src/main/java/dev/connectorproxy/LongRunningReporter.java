package dev.connectorproxy;

import dev.connectorproxy.longrunning.EngineListener;
import dev.connectorproxy.longrunning.InvocationCounts;
import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.LongRunningMetrics;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// Reports events of deferred calls to the log and the metrics.
record LongRunningReporter(LogWriter log, LongRunningMetrics metrics) implements EngineListener {
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
        metrics.oldest(() -> ifKnown(engine.counts(), counts -> counts.oldestAge().toSeconds()));
        metrics.storeUp(() -> engine.counts().databaseReachable() ? 1 : 0);
    }
}
