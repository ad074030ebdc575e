package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentConnector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Point 12: concurrent fetches.
interface Point12Concurrency extends Point {

    @Test
    default void fetchesForDifferentPayloadsDoNotDisturbEachOther() throws Exception {
        var connector = harness().connector();
        var poller = new InstallTreePoller(harness(), connector, PageSize.MAX);
        poller.poll();
        var taskRuns = poller.fetching();
        var alone = new ArrayList<List<FetchedRow>>();
        for (var taskRun : taskRuns) {
            alone.add(rows(connector, taskRun));
        }

        assertThat(together(connector, taskRuns), is(alone));
    }

    /// Fetches all task runs concurrently. The first request of each waits until the others have sent theirs, so that
    /// they overlap on any machine.
    private List<List<FetchedRow>> together(PaymentConnector connector, List<TaskRun> taskRuns)
            throws Exception {
        var meeting = new Phaser(taskRuns.size());
        var arrived = ThreadLocal.withInitial(AtomicBoolean::new);
        harness()
                .egress
                .handleWith((_, request, call, egress) -> {
                    if (!arrived.get().getAndSet(true)) {
                        meet(meeting);
                    }
                    return egress.send(request, call);
                });
        var walks = new ArrayList<Callable<List<FetchedRow>>>();
        for (var taskRun : taskRuns) {
            walks.add(() -> {
                try {
                    return rows(connector, taskRun);
                } finally {
                    if (!arrived.get().get()) {
                        meeting.arriveAndDeregister();
                    }
                }
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var found = new ArrayList<List<FetchedRow>>();
            for (var walk : threads.invokeAll(walks)) {
                found.add(walk.get());
            }
            return found;
        } finally {
            harness().egress.restore();
        }
    }

    private static void meet(Phaser meeting) {
        try {
            meeting.awaitAdvanceInterruptibly(meeting.arrive(), 2, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            meeting.forceTermination(); // so that the others do not wait
            throw new AssertionError("one fetch waits for another one to end");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<FetchedRow> rows(PaymentConnector connector, TaskRun taskRun) {
        var rows = new ArrayList<FetchedRow>();
        harness()
                .walk(connector, taskRun, 2)
                .walk(Optional.empty(), step -> rows.addAll(step.page().items()) || true);
        return rows;
    }
}
