package dev.connectorproxy.toolkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A map of limited size that drops the entry that was not used for longest. Not thread-safe.
public final class LruMap<K, V> extends LinkedHashMap<K, V> {
    private final int maxSize;
    private final transient Consumer<V> onDropped;

    /// @param onDropped receives the values of dropped entries
    public LruMap(int maxSize, Consumer<V> onDropped) {
        super(16, 0.75f, true);
        this.maxSize = maxSize;
        this.onDropped = onDropped;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        boolean full = size() > maxSize;
        if (full) {
            onDropped.accept(eldest.getValue());
        }
        return full;
    }
}
