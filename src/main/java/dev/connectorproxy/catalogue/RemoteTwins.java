package dev.connectorproxy.catalogue;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The commands of other proxies, and beside each of those chosen one that answers by callback: `<id>Async`. Where the other
/// proxy offers a command of that id itself, or one is here, there is no twin. Thread-safe.
public final class RemoteTwins implements RemoteCommands {
    private static final String SUFFIX = "Async";

    /// For so long after the start, a list may be on its way.
    private static final Duration LISTED = Duration.ofSeconds(30);

    private final RemoteCommands remote;
    private final Set<String> local;
    private final Predicate<String> chosen;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long start = System.nanoTime();
    private volatile SortedMap<String, RemoteCommand> all = Collections.emptySortedMap();

    /// @param local the ids of our own commands
    /// @param chosen the ids whose results this proxy may tell by callback
    public RemoteTwins(RemoteCommands remote, Collection<String> local, Predicate<String> chosen) {
        this.remote = remote;
        this.local = Set.copyOf(local);
        this.chosen = chosen;
        remote.onChange(this::merge);
    }

    @Override
    public SortedMap<String, RemoteCommand> all() {
        return all;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// The command of that id. Shortly after the start, one is waited for whose list may be on its way.
    public Optional<RemoteCommand> await(String id) {
        lock.lock();
        try {
            long left = isTwin(id) ? start + LISTED.toNanos() - System.nanoTime() : 0;
            while (!all.containsKey(id) && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return Optional.ofNullable(all.get(id));
    }

    /// Whether that may be the id of a twin.
    public boolean isTwin(String id) {
        return id.endsWith(SUFFIX) && chosen.test(id.substring(0, id.length() - SUFFIX.length()));
    }

    private void merge() {
        lock.lock();
        try {
            var now = remote.all();
            var merged = new TreeMap<>(now);
            now.values().stream()
                    .filter(it -> chosen.test(it.id()) && !it.id().endsWith(SUFFIX))
                    .forEach(it -> add(merged, it));
            all = Collections.unmodifiableSortedMap(merged);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void add(SortedMap<String, RemoteCommand> merged, RemoteCommand command) {
        merged.put(command.id(), new LaterCommand(command, command.id(), false));
        var twin = command.id() + SUFFIX;
        if (!local.contains(twin)) {
            merged.putIfAbsent(twin, new LaterCommand(command, twin, true));
        }
    }
}
