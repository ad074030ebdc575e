package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.store.OutageLog;
import dev.connectorproxy.longrunning.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Runs every few seconds, on its own thread: opens the database again after a full disk, renews leases, interrupts what
/// was cancelled elsewhere, releases held callbacks when the credentials have changed,
/// schedules what is missing in the queues, counts invocations and deletes old ones.
final class Housekeeping implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(3);
    private static final int PURGE_EVERY = 20;

    private final Duration keep;
    private final EngineStores stores;
    private final DurableCalls calls;
    private final OutageLog outages;
    private final Supplier<String> credentialsFingerprint;
    private final EngineListener listener;
    private final Runnable onDue;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("long-running").factory());
    private int rounds; // confined to the thread
    private volatile InvocationCounts counts = InvocationCounts.NONE;

    /// @param credentials supplies the fingerprint of the current credentials
    /// @param onDue called when a callback is due
    Housekeeping(
            Duration keep,
            EngineStores stores,
            DurableCalls calls,
            OutageLog outages,
            Supplier<String> credentials,
            EngineListener listener,
            Runnable onDue) {
        this.keep = keep;
        this.stores = stores;
        this.calls = calls;
        this.outages = outages;
        this.credentialsFingerprint = credentials;
        this.listener = listener;
        this.onDue = onDue;
    }

    void start() {
        thread.scheduleWithFixedDelay(
                () -> runOnce(rounds++ % PURGE_EVERY == 0),
                0,
                PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    InvocationCounts counts() {
        return counts;
    }

    /// Schedules waiting callbacks that have no row in the queue.
    void scheduleMissing() {
        if (stores.deliveries().scheduleMissing() > 0) {
            onDue.run();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does all of the work once. A failure is reported and does not end the thread: without it leases expire.
    void runOnce(boolean purge) {
        try {
            outages.dueLines().forEach(listener::warning);
            stores.database().recover();
            calls.adopted().forEach(id -> stores.runs().extendLease(id, calls.leaseExpiry()));
            calls.interruptCancelled();
            stores.deliveries().release(credentialsFingerprint.get());
            scheduleMissing();
            stores.runs().scheduleMissing();
            if (stores.outages().rescheduleWaiting()) {
                onDue.run();
            }
            if (purge) {
                stores.deliveries().purge(keep);
            }
            counts =
                    new InvocationCounts(
                            stores.invocations().counts(), stores.clock().instant(), true);
            outages.succeeded(OutageLog.STORE);
        } catch (StoreException e) {
            outages.failed(OutageLog.STORE, e.getMessage());
            counts = counts.unreachable();
        } catch (RuntimeException e) {
            listener.warning(
                    "housekeeping of deferred calls failed and is tried again: %s"
                            .formatted(e.getClass().getName()));
        }
    }
}
