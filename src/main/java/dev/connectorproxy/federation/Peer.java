package dev.connectorproxy.federation;

import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.PeerMetrics;
import dev.connectorproxy.observe.PeerState;
import dev.connectorproxy.observe.PeerState.Status;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.common.LazyValue;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// One peer and the last known list of its commands. Refreshed by one thread, read by many.
final class Peer {
    /// The timeout that SpiffArena itself uses for a command list.
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(15);

    private final PeerSettings settings;
    private final LogWriter log;
    private final PeerMetrics metrics;
    private final LazyValue<PeerClient> client; // lazy, since creating it would slow down the start
    private final PeerForwarder forwarder;
    private byte[] lastList = {}; // used by the refreshing thread only, like the next field
    private String lastSkipped = "";
    private volatile Snapshot snapshot = new Snapshot(List.of(), Status.STARTING, Optional.empty());

    /// The state of the peer at one moment.
    ///
    /// @param lastListAt when it last sent its list
    private record Snapshot(
            List<PeerCommand> commands, Status standing, Optional<Instant> lastListAt) {}

    /// @param listed counts the commands of this peer in the merged list
    Peer(
            PeerSettings settings,
            Shares shares,
            String pseudonym,
            LogWriter log,
            ToIntFunction<Peer> listed) {
        this.settings = settings;
        this.log = log;
        this.client = LazyValue.create(() -> new PeerClient(settings));
        this.forwarder = new PeerForwarder(settings, client, pseudonym, shares);
        this.metrics = new PeerMetrics(settings.name(), () -> state(listed.applyAsInt(this)));
    }

    PeerSettings settings() {
        return settings;
    }

    PeerForwarder forwarder() {
        return forwarder;
    }

    /// The commands of the last list received, in the order of that list.
    List<PeerCommand> commands() {
        return snapshot.commands;
    }

    PeerState state(int listed) {
        var now = snapshot;
        return new PeerState(settings.name(), now.standing, listed, now.lastListAt);
    }

    boolean isUp() {
        return snapshot.standing == Status.UP;
    }

    /// Fetches the list; after a failure the last list stays.
    ///
    /// @return whether the commands may have changed
    boolean refresh() {
        try {
            var list = fetchList();
            var before = snapshot;
            boolean changed = before.lastListAt.isEmpty() || !Arrays.equals(list, lastList);
            var commands = changed ? toCommands(list) : before.commands;
            lastList = list;
            snapshot = new Snapshot(commands, Status.UP, Optional.of(Instant.now()));
            metrics.refreshed(true);
            if (before.standing != Status.UP || changed) {
                log.info(
                        "federation: %s is up, %d commands"
                                .formatted(settings.name(), commands.size()));
            }
            return changed;
        } catch (ConnectorException e) {
            if (Thread.currentThread().isInterrupted()) {
                return false; // this proxy stops: no failure of the peer
            }
            markDown(e.code() + ", " + e.getMessage());
            return false;
        }
    }

    /// Records that the list could not be fetched.
    void markDown(String reason) {
        var before = snapshot;
        snapshot = new Snapshot(before.commands, Status.DOWN, before.lastListAt);
        metrics.refreshed(false);
        if (before.standing != Status.DOWN) {
            log.warning(
                    "federation: %s is down, the last %d commands known of it stay: %s"
                            .formatted(settings.name(), before.commands.size(), reason));
        }
    }

    private byte[] fetchList() {
        var headers = new ArrayList<Header>();
        headers.add(HeaderValues.ACCEPT_JSON);
        settings.apiKey().map(PeerHeaders::apiKey).ifPresent(headers::add);
        var url = URI.create(settings.url() + "/v1/commands");
        var timeout =
                settings.timeout().compareTo(LIST_TIMEOUT) < 0 ? settings.timeout() : LIST_TIMEOUT;
        var response =
                client.get()
                        .send(
                                new PeerRequest(Method.GET, url, headers, new byte[0]),
                                System.nanoTime() + timeout.toNanos(),
                                Math.min(settings.responseBytes(), PeerCommandList.MAX_BYTES));
        if (response.status() == 401) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED,
                    "it does not take the API key it is given here (HTTP 401)");
        }
        if (response.status() != 200) {
            throw new ConnectorException(
                    ErrorCode.CONNECTION_ERROR,
                    "it answered HTTP %d instead of its list".formatted(response.status()));
        }
        return response.body();
    }

    private List<PeerCommand> toCommands(byte[] list) {
        var catalogue = PeerCommandList.read(list);
        var commands = new ArrayList<PeerCommand>();
        catalogue
                .entries()
                .forEach((id, entry) -> {
                    if (settings.commands().matches(id)) {
                        commands.add(PeerCommand.of(this, id, entry));
                    }
                });
        logSkipped(catalogue.skipped());
        return List.copyOf(commands);
    }

    private void logSkipped(int skipped) {
        var message =
                "federation: %s: %d entries of its list are left out: malformed, listed twice, or beyond the first %d"
                        .formatted(settings.name(), skipped, PeerCommandList.MAX_ENTRIES);
        if (skipped > 0 && !message.equals(lastSkipped)) {
            lastSkipped = message;
            log.warning(message);
        }
    }
}
