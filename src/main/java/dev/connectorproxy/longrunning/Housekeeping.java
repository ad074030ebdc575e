package dev.connectorproxy.longrunning;

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
    private final Supplier<String> credentials;
    private final Clock clock;
    private final Runnable due;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("long-running").unstarted(this::run);
    private volatile Census census = Census.NONE;

    /// @param credentials supplies the fingerprint of the current credentials
    /// @param onDue called when a callback is due
    Housekeeping(
            Duration keep,
            Stores stores,
            DurableCalls calls,
            Supplier<String> credentials,
            Clock clock,
            Runnable onDue) {
        this.keep = keep;
        this.stores = stores;
        this.calls = calls;
        this.credentials = credentials;
        this.clock = clock;
        this.due = onDue;
    }

    /// The stores that are kept in order.
    record Stores(
            RunStore runs,
            DeliveryStore deliveries,
            InvocationStore invocations,
            Comebacks comebacks) {}

    void start() {
        thread.start();
    }

    Census census() {
        return census;
    }

    /// Schedules waiting callbacks that have no row in the queue.
    void scheduleMissing() {
        try {
            if (stores.deliveries().scheduleMissing() > 0) {
                due.run();
            }
        } catch (Database.Duplicate _) {
            // another process has inserted the row
        }
    }

    private void scheduleMissingRuns() {
        try {
            stores.runs().scheduleMissing();
        } catch (Database.Duplicate _) {
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
                round(i % PURGE_EVERY == 0);
                if (closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private void round(boolean purge) {
        try {
            calls.adopted().forEach(id -> stores.runs().extend(id, calls.lease()));
            stores.deliveries().release(credentials.get());
            scheduleMissing();
            scheduleMissingRuns();
            if (stores.comebacks().round()) {
                due.run();
            }
            if (purge) {
                stores.deliveries().purge(keep);
            }
            var oldest = stores.invocations().oldest();
            var age =
                    oldest.isPresent()
                            ? Duration.ofMillis(clock.millis() - oldest.getAsLong())
                            : Duration.ZERO;
            census = new Census(stores.invocations().counts(), age, true);
        } catch (StoreException _) {
            census = new Census(census.byState(), census.oldest(), false);
        }
    }
}
