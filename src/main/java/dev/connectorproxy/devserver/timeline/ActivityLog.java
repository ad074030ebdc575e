package dev.connectorproxy.devserver.timeline;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.connector.CallListener;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The latest calls of providers and the lines that they logged: of all connectors together 10,000, up to 16 MiB. Each
/// fetch becomes a line in the log of the server, too. Thread-safe.
public final class ActivityLog implements CallListener, ConnectorMemory {
    private static final int MAX_ENTRIES = 10_000;
    private static final long MAX_BYTES = 16 << 20;
    private static final int MAX_LINE = 2_000;

    private final ConnectorHistory<Long, Activity> activities;
    private final AtomicLong numbers = new AtomicLong();
    private final InstantSource clock;
    private final DevLog log;

    public ActivityLog(InstantSource clock, DevLog log) {
        this(clock, log, MAX_ENTRIES, MAX_BYTES);
    }

    ActivityLog(InstantSource clock, DevLog log, int maxEntries, long maxBytes) {
        this.clock = clock;
        this.log = log;
        this.activities = new ConnectorHistory<>(maxEntries, maxBytes);
    }

    @Override
    public void ended(EndedCall call) {
        var cause = call.trace().cause();
        if (cause.connectorId().isEmpty()) {
            return;
        }
        add(cause.connectorId(), Activity.of(call, clock.instant().minus(call.time())));
        if (cause.operation().startsWith("fetch ")) {
            log.info(call.operation().detail(FetchLine.of(call)));
        }
    }

    @Override
    public void logged(String connectorId, long call, String message) {
        // nothing is appended: a mask hides the beginning of a secret at the end of a text only
        var line = message.substring(0, Math.min(message.length(), MAX_LINE));
        add(connectorId, new Activity.LogLine(clock.instant(), call, line));
    }

    private void add(String connectorId, Activity activity) {
        activities.put(connectorId, numbers.incrementAndGet(), activity, activity.size());
    }

    /// The activities of a connector, the oldest first.
    List<Activity> all(String connectorId) {
        return activities.all(connectorId);
    }

    @Override
    public void forget(String connectorId) {
        activities.forget(connectorId);
    }
}
