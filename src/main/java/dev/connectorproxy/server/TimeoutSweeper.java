package dev.connectorproxy.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Checks all connections at a fixed interval, in one thread, for peers that are too slow. It needs no timer per
/// request, only one comparison per connection and interval. It is not the watchdog of package `deadline`, because it
/// interrupts no thread, but sends a response and closes the socket, and stops with its listener. Thread-safe.
final class TimeoutSweeper implements AutoCloseable {
    private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(1);

    private final Set<ClientTimeout> timeouts = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("slow-peer-sweeper").factory());

    TimeoutSweeper(Duration step) {
        thread.scheduleWithFixedDelay(
                this::sweep, step.toNanos(), step.toNanos(), TimeUnit.NANOSECONDS);
    }

    void add(ClientTimeout timeout) {
        timeouts.add(timeout);
    }

    void remove(ClientTimeout timeout) {
        timeouts.remove(timeout);
    }

    private void sweep() {
        var now = ClientTimeout.now();
        for (var timeout : timeouts) {
            if (timeout.tryExpire(now)) {
                Thread.ofVirtual().name("slow-peer-response").start(timeout::sendResponseAndClose);
                thread.schedule(timeout::close, MAX_RESPONSE_TIME.toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
