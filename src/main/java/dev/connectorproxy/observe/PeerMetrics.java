package dev.connectorproxy.observe;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Tag;
import java.time.Instant;
import java.util.function.Supplier;

/// Metrics of another proxy. The label is its name in the settings. Thread-safe.
public final class PeerMetrics {
    private final Counter succeeded;
    private final Counter failed;

    /// @param state read at each scrape
    public PeerMetrics(String name, Supplier<PeerState> state) {
        var peer = Tag.create("peer", name);
        succeeded = refreshes(peer, "success");
        failed = refreshes(peer, "failure");
        Meters.gauge(
                "federation_up",
                "Whether the other proxy handed out its list when it was last asked",
                () -> state.get().isUp() ? 1 : 0,
                peer);
        Meters.gauge(
                "federation_commands",
                "Commands of the other proxy in the catalogue",
                () -> state.get().commands(),
                peer);
        Meters.gauge(
                "federation_last_success_timestamp_seconds",
                "When the other proxy last handed out its list, 0 for never",
                () -> state.get().lastSuccess().map(Instant::getEpochSecond).orElse(0L),
                peer);
    }

    public void refreshed(boolean success) {
        (success ? succeeded : failed).increment();
    }

    private static Counter refreshes(Tag peer, String outcome) {
        return Meters.counter(
                "federation_refreshes",
                "How often the other proxy was asked for its list",
                peer,
                Tag.create("outcome", outcome));
    }
}
