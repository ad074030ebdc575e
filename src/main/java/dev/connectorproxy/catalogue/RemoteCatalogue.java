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

/// The commands of other proxies, and for each chosen one an asynchronous variant, `<id>Async`, unless the other proxy
/// or this one has a command with that id. Thread-safe.
public final class RemoteCatalogue implements RemoteCommands {
    private static final String ASYNC_SUFFIX = "Async";

    /// How long after the start the list of another proxy may still arrive.
    private static final Duration MAX_LIST_WAIT = Duration.ofSeconds(30);

    private final RemoteCommands remote;
    private final Set<String> local;
    private final Predicate<String> chosen;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long start = System.nanoTime();
    private volatile SortedMap<String, RemoteCommand> all = Collections.emptySortedMap();

    /// @param local the ids of our own commands
    /// @param chosen whether the calls of the command with that id can be deferred by this proxy
    public RemoteCatalogue(
            RemoteCommands remote, Collection<String> local, Predicate<String> chosen) {
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

    /// The command with that id. Shortly after the start, waits for the list of the other proxy to arrive.
    public Optional<RemoteCommand> await(String id) {
        lock.lock();
        try {
            long remaining =
                    mayBeAsync(id) ? start + MAX_LIST_WAIT.toNanos() - System.nanoTime() : 0;
            while (!all.containsKey(id) && remaining > 0) {
                remaining = changed.awaitNanos(remaining);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return Optional.ofNullable(all.get(id));
    }

    /// Whether this can be the id of an asynchronous variant.
    public boolean mayBeAsync(String id) {
        return id.endsWith(ASYNC_SUFFIX)
                && chosen.test(id.substring(0, id.length() - ASYNC_SUFFIX.length()));
    }

    private void merge() {
        lock.lock();
        try {
            var current = remote.all();
            var merged = new TreeMap<>(current);
            current.values().stream()
                    .filter(command ->
                            chosen.test(command.id()) && !command.id().endsWith(ASYNC_SUFFIX))
                    .forEach(command -> add(merged, command));
            all = Collections.unmodifiableSortedMap(merged);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void add(SortedMap<String, RemoteCommand> merged, RemoteCommand command) {
        merged.put(command.id(), new DeferredRemoteCommand(command, command.id(), false));
        var asyncId = command.id() + ASYNC_SUFFIX;
        if (!local.contains(asyncId)) {
            merged.putIfAbsent(asyncId, new DeferredRemoteCommand(command, asyncId, true));
        }
    }
}
