package dev.connectorproxy.devserver.run;

import java.util.Locale;

/// The status of a run.
enum RunStatus {
    RUNNING(false),
    /// Before a call of the provider, in step mode or at a kind of `pauseAt`.
    PAUSED(false),
    /// Until a call that failed is repeated.
    WAITING(false),
    /// Every task is done or skipped.
    DONE(true),
    /// At least one task failed, or the connector has no install tree.
    FAILED(true),
    /// A cap was hit.
    CAPPED(true),
    CANCELLED(true);

    private final boolean ended;

    RunStatus(boolean ended) {
        this.ended = ended;
    }

    boolean ended() {
        return ended;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
