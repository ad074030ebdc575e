package dev.connectorproxy.egress;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Interrupts threads whose deadline has passed, which closes the socket that they read from. One thread checks all of
/// them 40 times a second and parks while there are none, so a request costs one map entry and no timer.
final class DeadlineWatchdog implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    DeadlineWatchdog() {
        this.thread = Thread.ofPlatform().daemon().name("egress-deadlines").unstarted(this::run);
        thread.start();
    }

    /// Watches the calling thread until the watch is closed.
    ///
    /// @param deadline a reading of [System#nanoTime()]
    Watch watch(long deadline) {
        var watch = new Watch(Thread.currentThread(), deadline);
        watches.add(watch);
        if (asleep) {
            LockSupport.unpark(thread);
        }
        return watch;
    }

    /// Stops the watchdog thread; threads that are still watched are not interrupted any more.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            if (watches.isEmpty()) {
                sleep();
            } else {
                LockSupport.parkNanos(this, TICK_NANOS);
                long now = System.nanoTime();
                watches.forEach(watch -> watch.interruptIfLate(now));
            }
        }
    }

    private void sleep() {
        asleep = true;
        if (watches.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    private enum State {
        RUNNING,
        FIRING,
        FIRED,
        OVER
    }

    /// A watched thread and its deadline.
    final class Watch implements AutoCloseable {
        private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        private final Thread watched;
        private final long deadline;

        private Watch(Thread watched, long deadline) {
            this.watched = watched;
            this.deadline = deadline;
        }

        /// Stops watching. If the watchdog has interrupted the thread, the interrupt status is cleared, because it was
        /// meant for the work that has ended.
        @Override
        public void close() {
            watches.remove(this);
            if (!state.compareAndSet(State.RUNNING, State.OVER)) {
                while (state.get() == State.FIRING) {
                    Thread.onSpinWait();
                }
                Thread.interrupted();
            }
        }

        private void interruptIfLate(long now) {
            if (deadline - now <= 0 && state.compareAndSet(State.RUNNING, State.FIRING)) {
                watched.interrupt();
                state.set(State.FIRED);
            }
        }
    }
}
