package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.longrunning.callback.BackoffTable;
import dev.connectorproxy.longrunning.callback.CallbackClient;
import dev.connectorproxy.longrunning.callback.CallbackDelivery;
import dev.connectorproxy.longrunning.callback.CallbackOutages;
import dev.connectorproxy.longrunning.callback.Origin;
import dev.connectorproxy.longrunning.callback.RetryPlan;
import dev.connectorproxy.longrunning.store.AcceptStore;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// The engine of deferred calls: stores them, runs their commands and delivers the results by callback. One per process, opened
/// only where the settings allow an origin for callbacks. Constructed first, then started: no worker sees it half built.
public final class LongRunningEngine implements AutoCloseable {
    private final String process = UUID.randomUUID().toString();
    private final LongRunningSettings settings;
    private final DeferredCallService.Commands commands;
    private final EngineStores stores;
    private final InvocationRunner runner;
    private final RunSlots slots;
    private final DurableCalls calls;
    private final WorkQueue runQueue;
    private final List<WorkQueue> deliveryQueues;
    private final Housekeeping housekeeping;
    private final CallbackOutages outages;

    private LongRunningEngine(
            LongRunningSettings settings,
            DeferredCallService.Commands commands,
            Collaborators collaborators,
            EngineStores stores) {
        var listener = collaborators.listener();
        var clock = stores.clock();
        this.settings = settings;
        this.commands = commands;
        this.stores = stores;
        this.runner =
                new InvocationRunner(
                        stores.runs(),
                        commands,
                        collaborators.fencedEgress(),
                        clock,
                        listener,
                        this::wakeDeliveries);
        this.outages = new CallbackOutages(clock);
        var client = new CallbackClient(settings.callback(), collaborators.secretResolver());
        var delivery = delivery(stores, client, outages, listener);
        this.slots = slots(settings, collaborators.shares());
        this.runQueue = runQueue();
        this.deliveryQueues =
                settings.callback().allow().stream()
                        .map(origin -> deliveryQueue(origin, delivery))
                        .toList();
        this.calls =
                new DurableCalls(
                        settings, stores.accepts(), runner, clock, listener, runQueue::wake);
        this.housekeeping =
                new Housekeeping(
                        settings.keep(),
                        stores,
                        calls,
                        outages,
                        () -> delivery.credentialsFingerprint(client.credentials()),
                        listener,
                        this::wakeDeliveries);
    }

    private static CallbackDelivery delivery(
            EngineStores stores,
            CallbackClient client,
            CallbackOutages outages,
            EngineListener listener) {
        var backoff = new BackoffTable(() -> ThreadLocalRandom.current().nextDouble());
        var retries = new RetryPlan(backoff, stores.outages(), stores.clock());
        return new CallbackDelivery(
                stores.deliveries(),
                stores.keys(),
                client,
                retries,
                outages,
                stores.clock(),
                listener);
    }

    private static RunSlots slots(LongRunningSettings settings, Shares shares) {
        return new RunSlots(settings.running(), shares, settings.callback().allow().size());
    }

    private WorkQueue runQueue() {
        var options =
                new WorkQueue.Options(
                        "lr_runs", AcceptStore.TASK_NAME, process, settings.running());
        var slotRunner = new SlotRunner(stores.runs(), slots, commands, runner, stores.clock());
        return new WorkQueue(stores.database(), options, slotRunner::run);
    }

    private WorkQueue deliveryQueue(Origin origin, CallbackDelivery delivery) {
        int perOrigin = settings.callback().perOrigin();
        var options = new WorkQueue.Options("lr_deliveries", origin.toString(), process, perOrigin);
        return new WorkQueue(stores.database(), options, delivery::deliver);
    }

    /// What the engine needs of the rest of the program.
    ///
    /// @param fencedEgress the egress of the commands it runs
    /// @param secretResolver replaces `${secret:NAME}` in a text of the settings; empty when a secret cannot be
    ///     resolved
    /// @param shares how the callers share limits
    public record Collaborators(
            EngineListener listener,
            LeaseCheckedEgress fencedEgress,
            Function<String, Optional<String>> secretResolver,
            Shares shares) {}

    /// Opens the store; nothing runs before [#start()].
    ///
    /// @throws StoreException the store cannot be opened
    public static LongRunningEngine open(
            LongRunningSettings settings,
            DeferredCallService.Commands commands,
            Collaborators collaborators) {
        var stores = EngineStores.open(settings, Clock.systemUTC(), collaborators.listener());
        try {
            return new LongRunningEngine(settings, commands, collaborators, stores);
        } catch (RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    /// Starts the work that is due.
    public void start() {
        runQueue.start();
        deliveryQueues.forEach(WorkQueue::start);
        housekeeping.start();
    }

    public DeferredCallService calls() {
        return calls;
    }

    /// The number of invocations, at most a few seconds old.
    public InvocationCounts counts() {
        return housekeeping.counts();
    }

    /// The details of the health check.
    public Map<String, String> health() {
        var current = counts();
        var details = new TreeMap<String, String>();
        boolean degraded =
                !current.databaseReachable()
                        || !outages.health().isEmpty()
                        || current.count(InvocationState.HELD) > 0
                        || current.count(InvocationState.DEAD) > 0
                        || slots.saturatedTargets() > 0;
        details.put("degraded", Boolean.toString(degraded));
        details.put("store", current.databaseReachable() ? "up" : "down");
        outages.health().forEach((origin, text) -> details.put("callbacks to " + origin, text));
        details.put("held", Long.toString(current.count(InvocationState.HELD)));
        details.put("dead letters", Long.toString(current.count(InvocationState.DEAD)));
        details.put("running", "%d of %d".formatted(slots.used(), slots.slots()));
        details.put("saturated targets", Integer.toString(slots.saturatedTargets()));
        return details;
    }

    /// The slots that the commands of each caller use.
    public LimitUsage usage() {
        return slots;
    }

    /// The number of targets whose commands wait because others with the same target use all slots that these may have.
    public int saturatedTargets() {
        return slots.saturatedTargets();
    }

    public InvocationAdmin admin() {
        return new StoredInvocationAdmin(
                stores,
                runner,
                commands,
                settings.showContents(),
                new StoredInvocationAdmin.Triggers(
                        runQueue::wake, this::wakeDeliveries, this::redrive));
    }

    /// Starts no further command.
    public void drain() {
        runQueue.pause();
    }

    /// Waits until no command runs.
    ///
    /// @return false after the timeout
    public boolean awaitIdle(Duration timeout) {
        return runner.awaitIdle(timeout);
    }

    /// From now on failures of commands are not stored: they may be caused by the shutdown of this process, and the
    /// next process decides what happens to these commands.
    public void markStopping() {
        runner.markStopping();
    }

    /// Stops the engine. Commands that still run are left to the next process, which starts them again if they are
    /// repeatable.
    @Override
    public void close() {
        runner.markStopping();
        housekeeping.close();
        try (var closing = Executors.newVirtualThreadPerTaskExecutor()) {
            closing.submit(runQueue::close);
            deliveryQueues.forEach(queue -> closing.submit(queue::close));
        }
        stores.close();
    }

    private void redrive() {
        housekeeping.scheduleMissing();
        wakeDeliveries();
    }

    private void wakeDeliveries() {
        deliveryQueues.forEach(WorkQueue::wake);
    }
}
