package dev.connectorproxy.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Checks all connections at a fixed interval, in one thread, for peers that are too slow, and for those that wait so long
/// for a response that they may hang up. It needs no timer per request, only two comparisons per connection and interval.
/// It is not the watchdog of package `deadline`, because it interrupts no thread, but sends a response and closes the
/// socket, and stops with its listener. Thread-safe.
final class TimeoutSweeper implements AutoCloseable {
    private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(1);

    private final Map<ClientTimeout, ConnectionInput> connections = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("slow-peer-sweeper").factory());

    TimeoutSweeper(Duration step) {
        thread.scheduleWithFixedDelay(
                this::sweep, step.toNanos(), step.toNanos(), TimeUnit.NANOSECONDS);
    }

    void add(ClientTimeout timeout, ConnectionInput input) {
        connections.put(timeout, input);
    }

    void remove(ClientTimeout timeout) {
        connections.remove(timeout);
    }

    private void sweep() {
        var now = ClientTimeout.now();
        connections.forEach((timeout, input) -> {
            if (timeout.tryExpire(now)) {
                Thread.ofVirtual().name("slow-peer-response").start(timeout::sendResponseAndClose);
                thread.schedule(timeout::close, MAX_RESPONSE_TIME.toNanos(), TimeUnit.NANOSECONDS);
            }
            input.readAheadIfWatched(now);
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
