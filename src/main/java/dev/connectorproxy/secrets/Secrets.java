package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Command;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The secrets of this proxy: an argument references one as `${secret:NAME}`, and only the proxy knows its value.
/// Thread-safe.
public final class Secrets {
    /// Limits the values masked in the log; the oldest ones are dropped.
    private static final int MAX_REMEMBERED = 256;

    private static final int MAX_CACHED = 64;
    private static final int MAX_CACHED_CHARACTERS = 8 << 10;

    private final SecretStore store;
    private final List<OriginRule> originRules;
    private final Lock lock = new ReentrantLock();
    private final LinkedHashSet<String> remembered = new LinkedHashSet<>(); // guarded by lock
    private final LinkedHashMap<Set<String>, SecretMask> masks =
            new LinkedHashMap<>(); // guarded by lock
    private volatile SecretMask logMask = SecretMask.NONE;
    private volatile List<String> recent = List.of(); // those of logMask

    /// @param environment variables of the process
    public Secrets(SecretSettings settings, Map<String, String> environment) {
        this.store = new SecretStore(settings, environment);
        this.originRules = settings.origins();
    }

    /// Decorates the command if an argument references a secret; otherwise returns it as it is.
    ///
    /// @param mayUse whether the caller may use the secret of that name
    public Command wrap(Command command, Arguments arguments, Predicate<String> mayUse) {
        boolean named = arguments.texts().values().stream().anyMatch(SecretReference::mayContain);
        return named ? new SecretCommand(command, this, mayUse) : command;
    }

    /// A text of the settings with its references replaced; secrets are read each time.
    ///
    /// @return empty when a name is malformed or unknown
    public Optional<String> resolve(String text) {
        var resolved = SecretReference.resolve(text, this::find);
        resolved.filter(value -> !value.equals(text)).ifPresent(value -> remember(Set.of(value)));
        return resolved;
    }

    /// Whether every secret that a text of the settings references may be sent to all of these origins.
    ///
    /// @param origins as `scheme://host:port`
    public boolean maySend(String text, Collection<String> origins) {
        var names = new LinkedHashSet<String>();
        SecretReference.resolve(
                text,
                name -> {
                    names.add(name);
                    return Optional.of("");
                });
        var targets =
                origins.stream().flatMap(origin -> SecretOrigin.parse(origin).stream()).toList();
        return names.stream()
                .map(this::originsOf)
                .filter(named -> !named.isEmpty())
                .allMatch(named ->
                        targets.stream()
                                .allMatch(target ->
                                        named.stream().anyMatch(each -> each.includes(target))));
    }

    /// The text with all values replaced that were used recently; for the log, which all calls share.
    public String mask(String text) {
        return logMask.text(text);
    }

    /// All values that were used recently, credentials of connections included: the same list as long as they are the same.
    public List<String> recent() {
        return recent;
    }

    Optional<String> find(String name) {
        return store.find(name);
    }

    /// The only origins to which the secret of that name may be sent; none where the settings name none.
    Set<SecretOrigin> originsOf(String name) {
        return originRules.stream()
                .filter(rule -> rule.secrets().matches(name))
                .flatMap(rule -> rule.origins().stream())
                .collect(Collectors.toSet());
    }

    /// The mask of these values. Making one costs more than applying it to a short text, so the newest ones are kept.
    SecretMask maskOf(Set<String> values) {
        var known = locked(() -> Optional.ofNullable(masks.get(values)));
        var mask = known.orElseGet(() -> new SecretMask(values));
        int characters = values.stream().mapToInt(String::length).sum();
        if (known.isEmpty() && characters <= MAX_CACHED_CHARACTERS) {
            locked(() -> {
                if (masks.size() >= MAX_CACHED) {
                    masks.pollFirstEntry();
                }
                return masks.put(Set.copyOf(values), mask);
            });
        }
        return mask;
    }

    void remember(Collection<String> values) {
        locked(() -> {
            if (remembered.addAll(values)) {
                while (remembered.size() > MAX_REMEMBERED) {
                    remembered.removeFirst();
                }
                logMask = new SecretMask(remembered);
                recent = List.copyOf(remembered);
            }
            return logMask;
        });
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
