package dev.connectorproxy;

import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.longrunning.State;
import dev.connectorproxy.longrunning.Watch;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.LongRunningMetrics;
import java.time.Duration;
import java.util.Locale;

/// Reports events of deferred calls to the log and the metrics.
record LongRunningReporter(LogWriter log, LongRunningMetrics metrics) implements Watch {
    LongRunningReporter(LogWriter log) {
        this(log, new LongRunningMetrics());
    }

    @Override
    public void began(Duration sinceAccepted) {
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
        for (var state : State.values()) {
            metrics.state(state.name().toLowerCase(Locale.ROOT), () -> engine.census().of(state));
        }
        metrics.oldest(() -> engine.census().oldest().toSeconds());
    }
}
