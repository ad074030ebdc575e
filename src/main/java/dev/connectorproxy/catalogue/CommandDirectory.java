package dev.connectorproxy.catalogue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Everything that can be invoked: the commands of this proxy, those of other proxies, and for each chosen one of these
/// an asynchronous variant, `<id>Async`, unless a proxy has a command with that id. Thread-safe.
public final class CommandDirectory {
    /// How long after the start the list of another proxy may still arrive.
    private static final Duration MAX_LIST_WAIT = Duration.ofSeconds(30);

    private final RemoteCommands remoteCommands;
    private final Predicate<CommandId> chosen;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long start = System.nanoTime();
    private volatile Catalogue local;
    private volatile Map<CommandId, RemoteCommand> remote = Map.of();

    /// @param chosen whether the calls of that command, of another proxy, can be deferred by this proxy
    public CommandDirectory(
            Catalogue local, RemoteCommands remoteCommands, Predicate<CommandId> chosen) {
        this.local = local;
        this.remoteCommands = remoteCommands;
        this.chosen = chosen;
        remoteCommands.onChange(this::merge);
    }

    /// Replaces the commands of this proxy. Calls that are running keep the command that they began with.
    public void replaceLocal(Catalogue catalogue) {
        local = catalogue;
        merge();
    }

    /// The id of the command that is called by that id: another one for an alias.
    public CommandId resolve(CommandId id) {
        return local.aliases().getOrDefault(id, id);
    }

    /// The command of each alias whose command is there now.
    public Map<CommandId, Invocable> aliases() {
        var found = new HashMap<CommandId, Invocable>();
        local.aliases()
                .forEach((alias, id) -> find(id).ifPresent(command -> found.put(alias, command)));
        return found;
    }

    /// The command with that id, if there is one now.
    public Optional<Invocable> find(CommandId id) {
        return local.command(id)
                .<Invocable>map(command -> command)
                .or(() -> Optional.ofNullable(remote.get(id)));
    }

    /// The command with that id. Shortly after the start, waits for the list of another proxy to arrive.
    public Optional<Invocable> await(CommandId id) {
        lock.lock();
        try {
            long remaining =
                    mayBeRemoteAsync(id) ? start + MAX_LIST_WAIT.toNanos() - System.nanoTime() : 0;
            while (find(id).isEmpty() && remaining > 0) {
                remaining = changed.awaitNanos(remaining);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return find(id);
    }

    /// Whether this can be the id of an asynchronous variant of another proxy's command.
    public boolean mayBeRemoteAsync(CommandId id) {
        return id.asyncOriginal().filter(chosen).isPresent();
    }

    /// Whether another proxy has a command with that id now.
    public boolean isRemote(CommandId id) {
        return remote.containsKey(id);
    }

    /// All of them, in no particular order.
    public List<Invocable> all() {
        var own = local;
        return Stream.concat(
                        own.commands().stream(),
                        remote.values().stream()
                                .filter(command -> own.command(command.id()).isEmpty()))
                .<Invocable>map(command -> command)
                .toList();
    }

    /// Registers a listener that is called after each change of [#all()], on any thread. To be called before the first
    /// change.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void merge() {
        lock.lock();
        try {
            var current = remoteCommands.all();
            var merged = new HashMap<>(current);
            current.forEach((id, command) -> {
                if (chosen.test(id) && id.asyncOriginal().isEmpty()) {
                    addDeferrable(merged, command);
                }
            });
            remote = Map.copyOf(merged);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void addDeferrable(Map<CommandId, RemoteCommand> merged, RemoteCommand command) {
        var id = command.id();
        merged.put(id, new DeferredRemoteCommand(command, id, Invocable.Deferral.WHEN_SLOW));
        var asyncId = id.asyncVariant();
        if (local.command(asyncId).isEmpty()) {
            merged.putIfAbsent(
                    asyncId,
                    new DeferredRemoteCommand(command, asyncId, Invocable.Deferral.ALWAYS));
        }
    }
}
