package dev.connectorproxy.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The one thread that looks, every step, for connections whose peer was too slow. A request costs it nothing: there is
/// no timer per request to set and to cancel, only a number per connection to compare. Thread-safe.
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

    void add(Wait wait) {
        waits.add(wait);
    }

    void remove(Wait wait) {
        waits.remove(wait);
    }

    private void sweep() {
        var now = Wait.now();
        for (var wait : waits) {
            if (wait.expire(now)) {
                Thread.ofVirtual().name("slow-peer-farewell").start(wait::finish);
                thread.schedule(wait::close, FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
