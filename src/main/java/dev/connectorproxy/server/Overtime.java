package dev.connectorproxy.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// Cancels work whose time is up. One thread looks at all of it ten times a second, and there is none while nothing is
/// awaited; so a call costs one entry in a map. A timed wait would set a timer and take it back, and wake the thread that
/// keeps the timers for either. Thread-safe.
public final class Overtime {
    private static final Duration TICK = Duration.ofMillis(100);

    private final Map<Future<?>, Long> ends = new ConcurrentHashMap<>();
    private final AtomicBoolean ticking = new AtomicBoolean();

    /// Watches that work until the watch is closed.
    ///
    /// @param end a reading of [System#nanoTime()], passed by a tick at most
    public Watch watch(Future<?> work, long end) {
        ends.put(work, end);
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("overtime").start(this::tick);
        }
        return () -> ends.remove(work);
    }

    /// What ends the watching.
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private void tick() {
        do {
            pause();
            long now = System.nanoTime();
            ends.forEach((work, end) -> {
                if (end - now <= 0) {
                    work.cancel(true);
                }
            });
        } while (awaited());
    }

    /// Whoever comes between the two looks either finds this thread still ticking or is found by it.
    private boolean awaited() {
        if (!ends.isEmpty()) {
            return true;
        }
        ticking.set(false);
        return !ends.isEmpty() && ticking.compareAndSet(false, true);
    }

    private static void pause() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException _) {
            // nobody knows this thread; looking early does no harm
        }
    }
}
