package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.store.DeliveryStore;
import dev.connectorproxy.longrunning.store.InvocationDatabase;
import dev.connectorproxy.longrunning.store.InvocationStore;
import dev.connectorproxy.longrunning.store.OutageRecovery;
import dev.connectorproxy.longrunning.store.RunStore;
import dev.connectorproxy.longrunning.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Runs every few seconds, on its own thread: renews leases, releases held callbacks when the credentials have changed,
/// schedules what is missing in the queues, counts invocations and deletes old ones.
final class Housekeeping implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(3);
    private static final int PURGE_EVERY = 20;

    private final Duration keep;
    private final Stores stores;
    private final DurableCalls calls;
    private final Supplier<String> credentialsFingerprint;
    private final Clock clock;
    private final EngineListener listener;
    private final Runnable onDue;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("long-running").unstarted(this::run);
    private volatile InvocationCounts counts = InvocationCounts.NONE;

    /// @param credentials supplies the fingerprint of the current credentials
    /// @param onDue called when a callback is due
    Housekeeping(
            Duration keep,
            Stores stores,
            DurableCalls calls,
            Supplier<String> credentials,
            Clock clock,
            EngineListener listener,
            Runnable onDue) {
        this.keep = keep;
        this.stores = stores;
        this.calls = calls;
        this.credentialsFingerprint = credentials;
        this.clock = clock;
        this.listener = listener;
        this.onDue = onDue;
    }

    /// The stores that are kept in order.
    record Stores(
            RunStore runs,
            DeliveryStore deliveries,
            InvocationStore invocations,
            OutageRecovery outageRecovery) {}

    void start() {
        thread.start();
    }

    InvocationCounts counts() {
        return counts;
    }

    /// Schedules waiting callbacks that have no row in the queue.
    void scheduleMissing() {
        try {
            if (stores.deliveries().scheduleMissing() > 0) {
                onDue.run();
            }
        } catch (InvocationDatabase.DuplicateKeyException _) {
            // another process has inserted the row
        }
    }

    private void scheduleMissingRuns() {
        try {
            stores.runs().scheduleMissing();
        } catch (InvocationDatabase.DuplicateKeyException _) {
            // another process has inserted the row
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (int i = 0; closed.getCount() > 0; i++) {
                runOnce(i % PURGE_EVERY == 0);
                if (closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    /// Does all of the work once. A failure is reported and does not end the thread: without it leases expire.
    void runOnce(boolean purge) {
        try {
            calls.adopted().forEach(id -> stores.runs().extendLease(id, calls.leaseExpiry()));
            stores.deliveries().release(credentialsFingerprint.get());
            scheduleMissing();
            scheduleMissingRuns();
            if (stores.outageRecovery().rescheduleWaiting()) {
                onDue.run();
            }
            if (purge) {
                stores.deliveries().purge(keep);
            }
            var age =
                    stores.invocations()
                            .oldestAcceptedAt()
                            .map(oldest -> Duration.between(oldest, clock.instant()))
                            .orElse(Duration.ZERO);
            counts = new InvocationCounts(stores.invocations().counts(), age, true);
        } catch (StoreException _) {
            counts = new InvocationCounts(counts.byState(), counts.oldestAge(), false);
        } catch (RuntimeException e) {
            listener.warning(
                    "housekeeping of deferred calls failed and is tried again: %s"
                            .formatted(e.getClass().getName()));
        }
    }
}
