package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.longrunning.callback.BackoffTable;
import dev.connectorproxy.longrunning.callback.CallbackClient;
import dev.connectorproxy.longrunning.callback.CallbackDelivery;
import dev.connectorproxy.longrunning.callback.RetryPlan;
import dev.connectorproxy.longrunning.store.AcceptStore;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.OutageLog;
import dev.connectorproxy.longrunning.store.PoolUsage;
import dev.connectorproxy.longrunning.store.RefreshTokenStore;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.longrunning.store.WorkQueue;
import dev.connectorproxy.toolkit.HttpOrigin;
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

/// The engine of deferred calls: stores them, runs their commands and delivers the results by callback. One per process, and
/// only where the settings allow an origin for callbacks. Constructed first, then opened, then started: no worker sees it
/// half built. While the database cannot be reached it refuses deferred calls with `StoreUnavailable`.
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
    private final OutageLog outages;
    private final StoreOpener opener;

    public LongRunningEngine(
            LongRunningSettings settings,
            DeferredCallService.Commands commands,
            Collaborators collaborators) {
        var listener = collaborators.listener();
        var clock = Clock.systemUTC();
        this.settings = settings;
        this.commands = commands;
        this.stores = EngineStores.of(settings, clock);
        this.runner =
                new InvocationRunner(
                        stores.runs(),
                        commands,
                        collaborators.fencedEgress(),
                        clock,
                        listener,
                        this::wakeDeliveries);
        this.outages = new OutageLog(clock);
        this.opener = opener(listener);
        var client = new CallbackClient(settings.callback(), collaborators.secretResolver());
        var delivery = delivery(client, listener);
        this.slots = slots(collaborators.shares());
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

    private StoreOpener opener(EngineListener listener) {
        return new StoreOpener(
                () -> stores.open(settings.store(), listener::warning),
                outages,
                listener::warning,
                StoreOpener.FIRST_PAUSE);
    }

    private RunSlots slots(Shares shares) {
        return new RunSlots(settings.running(), shares, settings.callback().allow().size());
    }

    private CallbackDelivery delivery(CallbackClient client, EngineListener listener) {
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

    private WorkQueue runQueue() {
        var options =
                new WorkQueue.Options(
                        "lr_runs", AcceptStore.TASK_NAME, process, settings.running());
        var slotRunner = new SlotRunner(stores.runs(), slots, commands, runner, stores.clock());
        return new WorkQueue(stores.database(), options, slotRunner::run);
    }

    private WorkQueue deliveryQueue(HttpOrigin origin, CallbackDelivery delivery) {
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

    /// Opens the store, or leaves that to [#start()] if its database cannot be reached. Nothing runs before the start.
    ///
    /// @throws StoreException the store cannot be opened, for a reason that waiting does not change
    public void open() {
        opener.open();
    }

    /// Starts the work that is due, as soon as the store is open.
    public void start() {
        opener.start(() -> {
            runQueue.start();
            deliveryQueues.forEach(WorkQueue::start);
            housekeeping.start();
        });
    }

    /// Where connections keep their refresh tokens.
    public RefreshTokenStore refreshTokens() {
        return new RefreshTokenStore(stores.database(), stores.keys());
    }

    public DeferredCallService calls() {
        return calls;
    }

    /// The number of invocations, at most a few seconds old.
    public InvocationCounts counts() {
        return opener.isOpen() ? housekeeping.counts() : InvocationCounts.UNKNOWN;
    }

    /// The connections to the database.
    public PoolUsage connections() {
        return stores.database().poolUsage();
    }

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
        details.putAll(outages.health());
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

    /// Waits until no command runs; false after the timeout.
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
        opener.close();
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
