package dev.connectorproxy.limit;

import java.time.Duration;

/// A [FairLimiter] with a short queue: those who find no free permit wait for a limited time in a limited number of
/// places, which are shared like the permits, and the others are refused at once. Thread-safe.
public final class QueuedLimiter {
    private final FairLimiter permits;
    private final FairLimiter places;
    private final Duration maxWait;

    public QueuedLimiter(int permits, int waiting, Duration maxWait, Shares shares) {
        this.permits = new FairLimiter(permits, shares);
        this.places = new FairLimiter(waiting, shares);
        this.maxWait = maxWait;
    }

    /// Takes a permit, to be given back with [#release].
    ///
    /// @param left how long the caller can wait at most
    /// @return whether it was taken; otherwise the queue is full, or none became free in time
    public boolean acquire(String holder, Duration left) throws InterruptedException {
        if (permits.tryAcquire(holder, 1)) {
            return true;
        }
        if (!places.tryAcquire(holder, 1)) {
            return false;
        }
        try {
            return permits.acquire(holder, 1, left.compareTo(maxWait) < 0 ? left : maxWait);
        } finally {
            places.release(holder, 1);
        }
    }

    public void release(String holder) {
        permits.release(holder, 1);
    }

    /// The number of permits that the holder has.
    public int used(String holder) {
        return permits.used(holder);
    }

    /// Waits until all permits are free.
    ///
    /// @return whether that happened within the timeout
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        return permits.awaitIdle(timeout);
    }
}
