package dev.connectorproxy.federation;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.catalogue.RemoteCommands;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.PeerState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// All peers, and their commands merged into one list. Thread-safe.
public final class Federation implements RemoteCommands, AutoCloseable {
    private static final int MAX_LOGGED_CONFLICTS = 1_000;

    private final Supplier<Set<CommandId>> local;
    private final LogWriter log;
    private final List<Peer> peers;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<PeerRefresher> refreshers = new CopyOnWriteArrayList<>();
    private final Lock mergeLock = new ReentrantLock();
    private final Set<String> loggedConflicts = new HashSet<>(); // guarded by mergeLock
    private volatile Map<CommandId, RemoteCommand> all = Map.of();

    /// Sends no request before [#start()].
    ///
    /// @param shares how the callers share the limit of each peer
    /// @param local the ids of the commands and aliases of this proxy at present, which have precedence
    public Federation(
            FederationSettings settings,
            Shares shares,
            Supplier<Set<CommandId>> local,
            LogWriter log) {
        this.local = local;
        this.log = log;
        var pseudonym = "connector-proxy-" + UUID.randomUUID();
        this.peers =
                settings.peers().stream()
                        .map(peer -> new Peer(peer, shares, pseudonym, log, this::countListed))
                        .toList();
    }

    /// Starts to fetch the command lists of the peers, in the background.
    public void start() {
        peers.forEach(peer -> refreshers.add(PeerRefresher.start(peer, this::merge, log)));
    }

    @Override
    public Map<CommandId, RemoteCommand> all() {
        return all;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// The state of each peer, in the order of the settings.
    public List<PeerState> states() {
        return peers.stream().map(peer -> peer.state(countListed(peer))).toList();
    }

    /// Stops fetching command lists.
    @Override
    public void close() {
        refreshers.forEach(PeerRefresher::close);
    }

    private int countListed(Peer peer) {
        return (int)
                all.values().stream()
                        .filter(remote ->
                                remote instanceof PeerCommand command && command.peer() == peer)
                        .count();
    }

    /// Merges the commands of the peers again, after those of this proxy have changed.
    public void merge() {
        mergeLock.lock();
        try {
            var own = local.get();
            var merged = new HashMap<CommandId, RemoteCommand>();
            peers.forEach(peer ->
                    peer.commands().forEach(command -> addUnlessTaken(merged, command, own)));
            all = Map.copyOf(merged);
        } finally {
            mergeLock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void addUnlessTaken(
            Map<CommandId, RemoteCommand> merged, PeerCommand command, Set<CommandId> own) {
        var id = command.id();
        if (!own.contains(id) && merged.putIfAbsent(id, command) == null) {
            return;
        }
        var name = command.peer().settings().name();
        if (loggedConflicts.size() < MAX_LOGGED_CONFLICTS && loggedConflicts.add(name + " " + id)) {
            log.warning(
                    "federation: %s of %s is left out: %s offers that id, too, and comes first"
                            .formatted(
                                    id, name, own.contains(id) ? "this proxy" : owner(merged, id)));
        }
    }

    private static String owner(Map<CommandId, RemoteCommand> merged, CommandId id) {
        return ((PeerCommand) merged.get(id)).peer().settings().name();
    }
}
