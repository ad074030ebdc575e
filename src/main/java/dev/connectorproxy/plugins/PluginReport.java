package dev.connectorproxy.plugins;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/// The status of each plugin, by file name. Thread-safe.
final class PluginReport {
    private final Lock lock = new ReentrantLock();
    private final Map<String, String> broken = new TreeMap<>(); // guarded by lock
    private final Map<String, String> loaded = new TreeMap<>(); // guarded by lock
    private BiConsumer<String, String> listener = (_, _) -> {}; // guarded by lock

    /// Records a loaded connector or provider of a plugin.
    void loaded(String bundle, String connector) {
        lock.lock();
        try {
            loaded.merge(bundle, connector, (one, other) -> one + ", " + other);
        } finally {
            lock.unlock();
        }
    }

    /// Records a problem of a plugin; only the first one of each plugin is kept.
    void broken(String bundle, String reason) {
        BiConsumer<String, String> notified;
        lock.lock();
        try {
            if (broken.putIfAbsent(bundle, reason) != null) {
                return;
            }
            notified = listener;
        } finally {
            lock.unlock();
        }
        notified.accept(bundle, reason);
    }

    /// Sets the listener, which receives each broken plugin once: the known ones now, others when they are found.
    void listen(BiConsumer<String, String> listener) {
        Map<String, String> known;
        lock.lock();
        try {
            this.listener = listener;
            known = new LinkedHashMap<>(broken);
        } finally {
            lock.unlock();
        }
        known.forEach(listener);
    }

    /// The loaded plugins and what each offers.
    Map<String, String> loaded() {
        return copy(loaded);
    }

    /// The plugins with a problem, and its reason.
    Map<String, String> broken() {
        return copy(broken);
    }

    private Map<String, String> copy(Map<String, String> guarded) {
        lock.lock();
        try {
            return Collections.unmodifiableMap(new LinkedHashMap<>(guarded));
        } finally {
            lock.unlock();
        }
    }
}
