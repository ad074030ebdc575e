package dev.connectorproxy.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Checks all connections at a fixed interval, in one thread, for peers that are too slow. It needs no timer per
/// request, only one comparison per connection and interval. Thread-safe.
final class Sweeper implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("slow-peer-sweeper").factory());

    Sweeper(Duration step) {
        thread.scheduleWithFixedDelay(
                this::sweep, step.toNanos(), step.toNanos(), TimeUnit.NANOSECONDS);
    }

    void add(Wait timeout) {
        waits.add(timeout);
    }

    void remove(Wait timeout) {
        waits.remove(timeout);
    }

    private void sweep() {
        var now = Wait.now();
        for (var timeout : waits) {
            if (timeout.expire(now)) {
                Thread.ofVirtual().name("slow-peer-response").start(timeout::finish);
                thread.schedule(timeout::close, FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
