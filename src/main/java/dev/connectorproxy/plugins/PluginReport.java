package dev.connectorproxy.plugins;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/// How each plugin fares, by the name of its file. Thread-safe.
final class PluginReport {
    private final Lock lock = new ReentrantLock();
    private final Map<String, String> broken = new TreeMap<>(); // guarded by lock
    private final Map<String, String> loaded = new TreeMap<>(); // guarded by lock
    private BiConsumer<String, String> listener = (_, _) -> {}; // guarded by lock

    /// A plugin is in use.
    void loaded(String bundle, String connector) {
        lock.lock();
        try {
            loaded.merge(bundle, connector, (one, other) -> one + ", " + other);
        } finally {
            lock.unlock();
        }
    }

    /// Something of a plugin cannot be used; only what is said first of a plugin is kept.
    void broken(String bundle, String reason) {
        BiConsumer<String, String> told;
        lock.lock();
        try {
            if (broken.putIfAbsent(bundle, reason) != null) {
                return;
            }
            told = listener;
        } finally {
            lock.unlock();
        }
        told.accept(bundle, reason);
    }

    /// Tells the listener of all broken ones, of each once: those known by now at once, others as they come.
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

    /// Those in use, and what each offers.
    Map<String, String> loaded() {
        return copy(loaded);
    }

    /// Those that are not, or not wholly, and why.
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
