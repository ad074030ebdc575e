package dev.connectorproxy.deadline;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Interrupts work whose deadline has passed. One daemon thread checks all watches of the process at a fixed interval,
/// while there are any, so a watch costs one entry of a set, less than 0.1 µs. A timer for each watch would cost about 1 µs, because both
/// scheduling and cancelling it may wake the timer thread. Thread-safe.
public final class Watchdog {
    /// How late a watch may be noticed.
    static final Duration TICK = Duration.ofMillis(25);

    private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();

    /// How many checks without any watch come before the thread sleeps until the next watch. Waking it for each watch
    /// would cost as much as a timer.
    private static final int IDLE_CHECKS = 40;

    private static final Thread THREAD =
            // the context class loader of the thread that needs the first watch must not be
            // inherited
            Thread.ofPlatform()
                    .daemon()
                    .name("deadlines")
                    .inheritInheritableThreadLocals(false)
                    .start(Watchdog::run);

    private static volatile boolean asleep;

    private Watchdog() {}

    /// Interrupts the calling thread at the deadline, which closes the socket that it reads from. The same thread must
    /// close the watch. That clears its interrupt status if the watchdog has set it, because the interrupt was meant
    /// for the work that has ended.
    ///
    /// @param deadline a reading of [System#nanoTime()]; the interrupt comes at most 25 ms later
    public static Watch interruptAt(long deadline) {
        return watch(new Watch(deadline, Thread.currentThread()::interrupt, Thread::interrupted));
    }

    /// Runs an action at the deadline, on the thread of the watchdog; it must not block.
    static Watch runAt(Runnable action, long deadline) {
        return watch(new Watch(deadline, action, () -> {}));
    }

    private static Watch watch(Watch watch) {
        WATCHES.add(watch);
        if (asleep) {
            LockSupport.unpark(THREAD);
        }
        return watch;
    }

    private static void run() {
        for (int idle = 0; ; idle = WATCHES.isEmpty() ? idle + 1 : 0) {
            if (idle < IDLE_CHECKS) {
                LockSupport.parkNanos(TICK.toNanos());
            } else {
                sleepUntilWatched();
                idle = 0;
            }
            check();
        }
    }

    private static void sleepUntilWatched() {
        asleep = true;
        while (WATCHES.isEmpty()) {
            LockSupport.park();
        }
        asleep = false;
    }

    private static void check() {
        long now = System.nanoTime();
        WATCHES.forEach(watch -> watch.fireIfLate(now));
    }

    /// A deadline under watch, to be closed once. Nothing is interrupted afterwards.
    public static final class Watch implements AutoCloseable {
        private final long deadline;
        private final Runnable interrupt;
        private final Runnable takeBack;
        private final Lock lock = new ReentrantLock(); // held to remove this watch

        private Watch(long deadline, Runnable interrupt, Runnable takeBack) {
            this.deadline = deadline;
            this.interrupt = interrupt;
            this.takeBack = takeBack;
        }

        private void fireIfLate(long now) {
            if (deadline - now > 0) {
                return;
            }
            lock.lock();
            try {
                if (WATCHES.remove(this)) {
                    interrupt.run();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (!WATCHES.remove(this)) {
                    takeBack.run();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
