package dev.connectorproxy.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// A number of permits that named holders share fairly: no holder can use up what others need, see [Shares]. A holder
/// without permits takes no memory. Thread-safe; the lock is held for a few memory accesses only.
public final class FairLimiter {
    private final int permits;
    private final boolean fair;
    private final int guaranteed;
    private final int common; // the permits that are guaranteed to nobody
    private final Lock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Map<String, Usage> holders = new HashMap<>(); // guarded by lock
    private final Deque<Waiter> waiters = new ArrayDeque<>(); // guarded by lock
    private int used; // guarded by lock
    private int commonUsed; // guarded by lock

    public FairLimiter(int permits, Shares shares) {
        this.permits = permits;
        this.fair = shares.enabled();
        this.guaranteed = shares.guaranteed(permits);
        this.common = permits - guaranteed * shares.holders();
    }

    /// Takes permits if they are available at once.
    ///
    /// @return whether they were taken
    public boolean tryAcquire(String holder, int count) {
        lock.lock();
        try {
            return take(holder, count);
        } finally {
            lock.unlock();
        }
    }

    /// Takes permits, and waits for them if necessary. Those who wait get permits in the order of their arrival, as far
    /// as the parts of their holders allow.
    ///
    /// @return whether they were taken within that time
    public boolean acquire(String holder, int count, Duration maxWait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return take(holder, count) || await(holder, count, maxWait.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /// Gives permits back.
    public void release(String holder, int count) {
        lock.lock();
        try {
            give(holder, count);
            if (!waiters.isEmpty()) {
                admitWaiters();
            }
            if (holders.isEmpty()) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The number of permits that all holders have.
    public int used() {
        lock.lock();
        try {
            return used;
        } finally {
            lock.unlock();
        }
    }

    /// The number of permits that the holder has.
    public int used(String holder) {
        lock.lock();
        try {
            var usage = holders.get(holder);
            return usage == null ? 0 : usage.permits;
        } finally {
            lock.unlock();
        }
    }

    /// The number of all permits, used or free.
    public int permits() {
        return permits;
    }

    /// Waits until all permits are free.
    ///
    /// @return whether that happened within the timeout
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = timeout.toNanos(); !holders.isEmpty(); ) {
                if (left <= 0) {
                    return false;
                }
                left = idle.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean take(String holder, int count) {
        var usage = holders.get(holder);
        int before = usage == null ? 0 : usage.permits;
        if (count > permits - before) {
            return false;
        }
        int beyond = beyondGuaranteed(before + count);
        int more = beyond - beyondGuaranteed(before);
        int free = common - commonUsed;
        if (more > 0 && (fair ? beyond : more) > free) {
            return false;
        }
        if (count > 0) {
            holders.computeIfAbsent(holder, _ -> new Usage()).permits = before + count;
            used += count;
            commonUsed += more;
        }
        return true;
    }

    private void give(String holder, int count) {
        if (count == 0) {
            return;
        }
        var usage = holders.get(holder);
        int after = usage.permits - count;
        commonUsed -= beyondGuaranteed(usage.permits) - beyondGuaranteed(after);
        used -= count;
        usage.permits = after;
        if (after == 0) {
            holders.remove(holder);
        }
    }

    private int beyondGuaranteed(int count) {
        return Math.max(0, count - guaranteed);
    }

    private boolean await(String holder, int count, long nanos) throws InterruptedException {
        var waiter = new Waiter(holder, count, lock.newCondition());
        waiters.addLast(waiter);
        try {
            for (long left = nanos; !waiter.admitted && left > 0; ) {
                left = waiter.condition.awaitNanos(left);
            }
            return waiter.admitted;
        } catch (InterruptedException e) {
            if (waiter.admitted) {
                Thread.currentThread().interrupt(); // the permits are taken: the caller ends later
                return true;
            }
            throw e;
        } finally {
            waiters.remove(waiter);
        }
    }

    /// A waiter who cannot be admitted holds up those of the same holder who came later, or one who needs many permits
    /// would never get them.
    private void admitWaiters() {
        var heldUp = new HashSet<String>();
        for (var waiter : waiters) {
            if (!waiter.admitted && !heldUp.contains(waiter.holder)) {
                if (take(waiter.holder, waiter.count)) {
                    waiter.admitted = true;
                    waiter.condition.signal();
                } else {
                    heldUp.add(waiter.holder);
                }
            }
        }
    }

    private static final class Usage {
        private int permits;
    }

    private static final class Waiter {
        private final String holder;
        private final int count;
        private final Condition condition;
        private boolean admitted;

        Waiter(String holder, int count, Condition condition) {
            this.holder = holder;
            this.count = count;
            this.condition = condition;
        }
    }
}
