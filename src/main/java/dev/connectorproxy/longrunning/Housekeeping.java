package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.store.OutageLog;
import dev.connectorproxy.longrunning.store.StoreException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Two tasks that run every few seconds, each on its own thread. One is urgent and short: it interrupts what was cancelled
/// elsewhere, and renews leases. The other may take long where the database is busy: it opens the database again after a
/// full disk, releases held callbacks when the credentials have changed, schedules what is missing in the queues, counts
/// invocations and deletes old ones.
final class Housekeeping implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(3);

    /// A cancelled command is interrupted within 5 s, by whichever process it runs in.
    private static final Duration URGENT_PERIOD = Duration.ofSeconds(2);

    private static final int PURGE_EVERY = 20;

    private final Duration keep;
    private final EngineStores stores;
    private final DurableCalls calls;
    private final OutageLog outages;
    private final Supplier<String> credentialsFingerprint;
    private final EngineListener listener;
    private final Runnable onDue;
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(
                    2, Thread.ofVirtual().name("long-running-", 0).factory());
    private int rounds; // confined to the long task
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
        schedule(this::runUrgent, URGENT_PERIOD);
        schedule(() -> runOnce(rounds++ % PURGE_EVERY == 0), PERIOD);
    }

    private void schedule(Runnable task, Duration period) {
        threads.scheduleWithFixedDelay(task, 0, period.toMillis(), TimeUnit.MILLISECONDS);
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
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does the urgent work once. A failure does not end the task: without it leases expire.
    private void runUrgent() {
        try {
            calls.interruptCancelled();
            stores.runs().extendLeases(calls.adopted(), calls.leaseExpiry());
        } catch (StoreException _) {
            // the long task reports the outage
        } catch (RuntimeException e) {
            warn(e);
        }
    }

    /// Does the rest of the work once. A failure is reported and does not end the task.
    void runOnce(boolean purge) {
        try {
            outages.dueLines().forEach(listener::warning);
            stores.database().recover();
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
            warn(e);
        }
    }

    private void warn(RuntimeException failure) {
        listener.warning(
                "housekeeping of deferred calls failed and is tried again: %s"
                        .formatted(failure.getClass().getName()));
    }
}
