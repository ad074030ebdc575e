package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Command;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The secrets of this proxy: `${secret:NAME}` in an argument stands for the value that only the proxy has. Thread-safe.
public final class Secrets {
    /// Values that were changed long ago need no mask any more.
    private static final int MOST_REMEMBERED = 256;

    private final SecretStore store;
    private final Lock lock = new ReentrantLock();
    private final LinkedHashSet<String> remembered = new LinkedHashSet<>(); // guarded by lock
    private volatile Mask everything = Mask.NONE;

    /// @param environment of the process
    public Secrets(SecretSettings settings, Map<String, String> environment) {
        this.store = new SecretStore(settings, environment);
    }

    /// The command to run in the place of this one: the same, unless an argument names a secret.
    ///
    /// @param mayUse whether the caller may use the secret of that name
    public Command around(Command command, Arguments arguments, Predicate<String> mayUse) {
        boolean named = arguments.texts().values().stream().anyMatch(Reference::mayBeIn);
        return named ? new SecretCommand(command, this, mayUse) : command;
    }

    /// A text of the settings with the values in the place of the names, read anew each time.
    ///
    /// @return empty when a name is malformed, or there is no such secret
    public Optional<String> resolved(String text) {
        var resolved = Reference.resolved(text, this::find);
        resolved.filter(it -> !it.equals(text)).ifPresent(it -> remember(Set.of(it)));
        return resolved;
    }

    /// The text without any value that a command was given so far; for the log, which many calls share.
    public String masked(String text) {
        return everything.on(text);
    }

    Optional<String> find(String name) {
        return store.find(name);
    }

    void remember(Collection<String> values) {
        lock.lock();
        try {
            if (remembered.addAll(values)) {
                while (remembered.size() > MOST_REMEMBERED) {
                    remembered.removeFirst();
                }
                everything = new Mask(remembered);
            }
        } finally {
            lock.unlock();
        }
    }
}
