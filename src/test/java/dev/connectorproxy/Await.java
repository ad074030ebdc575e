package dev.connectorproxy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for events of other threads.
public final class Await {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Await() {}

    public static void condition(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + TIMEOUT + ": " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /// Waits for a latch, or until the thread is interrupted, without a checked exception.
    static void latch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
