package dev.connectorproxy.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How often each holder was refused. There are as many entries as API keys in the settings. Thread-safe.
public final class RefusalCounts {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    public void add(String holder) {
        counts.computeIfAbsent(holder, _ -> new LongAdder()).increment();
    }

    public long of(String holder) {
        var count = counts.get(holder);
        return count == null ? 0 : count.sum();
    }
}
