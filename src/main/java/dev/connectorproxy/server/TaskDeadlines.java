package dev.connectorproxy.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// Cancels tasks whose deadline has passed. One thread checks all of them ten times a second, and ends when there are
/// none; so a call costs one map entry. A timed wait would cost more: it schedules and cancels a timer, and wakes the
/// timer thread for both. Thread-safe.
public final class TaskDeadlines {
    private static final Duration TICK = Duration.ofMillis(100);

    private final Map<Future<?>, Long> deadlines = new ConcurrentHashMap<>();
    private final AtomicBoolean ticking = new AtomicBoolean();

    /// Watches a task until the watch is closed.
    ///
    /// @param deadline a reading of [System#nanoTime()]; the task is cancelled at most 100 ms later
    public Watch watch(Future<?> task, long deadline) {
        deadlines.put(task, deadline);
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("task-deadlines").start(this::tick);
        }
        return () -> deadlines.remove(task);
    }

    /// Closing it ends the watch.
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private void tick() {
        do {
            pause();
            long now = System.nanoTime();
            deadlines.forEach((task, deadline) -> {
                if (deadline - now <= 0) {
                    task.cancel(true);
                }
            });
        } while (hasTasks());
    }

    /// Whether to go on. A task that is added between the two checks either finds this thread still running or is found
    /// by it.
    private boolean hasTasks() {
        if (!deadlines.isEmpty()) {
            return true;
        }
        ticking.set(false);
        return !deadlines.isEmpty() && ticking.compareAndSet(false, true);
    }

    private static void pause() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException _) {
            // no other code interrupts this thread; an early check does no harm
        }
    }
}
