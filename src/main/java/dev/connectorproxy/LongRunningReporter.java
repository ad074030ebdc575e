package dev.connectorproxy;

import dev.connectorproxy.longrunning.EngineListener;
import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.LongRunningMetrics;
import java.time.Duration;
import java.util.Locale;

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
    public void warning(String message) {
        log.warning(message);
    }

    void registerGauges(LongRunningEngine engine) {
        for (var state : InvocationState.values()) {
            metrics.state(
                    state.name().toLowerCase(Locale.ROOT), () -> engine.counts().count(state));
        }
        metrics.oldest(() -> engine.counts().oldestAge().toSeconds());
    }
}
