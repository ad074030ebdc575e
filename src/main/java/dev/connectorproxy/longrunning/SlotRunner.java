package dev.connectorproxy.longrunning;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.longrunning.store.RunStore;
import dev.connectorproxy.longrunning.store.WorkQueue;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.time.Clock;

/// Runs the commands that are due and find a slot, and postpones the others. Thread-safe.
record SlotRunner(
        RunStore store,
        RunSlots slots,
        DeferredCallService.Commands commands,
        InvocationRunner runner,
        Clock clock) {

    /// Runs the command of that invocation, or finishes it without running it.
    ///
    /// @return what db-scheduler does with the row
    CompletionHandler<Void> run(WorkQueue.WorkItem item) {
        var call = store.findRunnable(item.id());
        return call.isEmpty() ? runner.run(item) : run(item, slotOf(call.get()));
    }

    private CompletionHandler<Void> run(WorkQueue.WorkItem item, RunSlots.Slot slot) {
        if (!acquire(slot)) {
            var next = slots.postpone(slot, clock.instant());
            return (completed, operations) -> operations.reschedule(completed, next);
        }
        try {
            return runner.run(item);
        } finally {
            slots.release(slot);
        }
    }

    private boolean acquire(RunSlots.Slot slot) {
        try {
            return slots.acquire(slot);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the queue is being closed
            return false;
        }
    }

    private RunSlots.Slot slotOf(DeferredCall call) {
        var origin =
                call.callbackUrl().flatMap(HttpOrigin::ofUrl).map(HttpOrigin::toString).orElse("");
        var group = new RunSlots.Group(call.sender().key().orElse(Shares.ANONYMOUS), origin);
        return new RunSlots.Slot(group, commands.target(call));
    }
}
