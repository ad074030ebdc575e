package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.longrunning.callback.BackoffTable;
import dev.connectorproxy.longrunning.callback.CallbackClient;
import dev.connectorproxy.longrunning.callback.CallbackDelivery;
import dev.connectorproxy.longrunning.callback.Origin;
import dev.connectorproxy.longrunning.callback.RetryPlan;
import dev.connectorproxy.longrunning.store.AcceptStore;
import dev.connectorproxy.longrunning.store.DeliveryStore;
import dev.connectorproxy.longrunning.store.EncryptionKey;
import dev.connectorproxy.longrunning.store.InvocationDatabase;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.InvocationStore;
import dev.connectorproxy.longrunning.store.KeyFile;
import dev.connectorproxy.longrunning.store.OutageRecovery;
import dev.connectorproxy.longrunning.store.PayloadCipher;
import dev.connectorproxy.longrunning.store.RunStore;
import dev.connectorproxy.longrunning.store.StoreKeys;
import dev.connectorproxy.longrunning.store.StoreSettings;
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
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(3);

    private final LongRunningSettings settings;
    private final DeferredCallService.Commands commands;
    private final InvocationDatabase database;
    private final InvocationStore invocations;
    private final DeliveryStore deliveryStore;
    private final RunStore runStore;
    private final InvocationRunner runner;
    private final DurableCalls calls;
    private final WorkQueue runQueue;
    private final List<WorkQueue> deliveryQueues;
    private final Housekeeping housekeeping;

    private LongRunningEngine(
            LongRunningSettings settings,
            DeferredCallService.Commands commands,
            Collaborators around,
            InvocationDatabase database) {
        var listener = around.listener();
        this.settings = settings;
        this.commands = commands;
        this.database = database;
        var clock = Clock.systemUTC();
        var vault =
                StoreKeys.open(
                        database,
                        new PayloadCipher(
                                key(settings.store(), listener), settings.store().oldKeys()));
        this.invocations = new InvocationStore(database, vault, clock);
        this.deliveryStore = new DeliveryStore(database, vault, clock);
        this.runStore = new RunStore(database, vault, clock);
        this.runner =
                new InvocationRunner(
                        runStore,
                        commands,
                        around.fencedEgress(),
                        clock,
                        listener,
                        this::wakeDeliveries);
        var client = new CallbackClient(settings.callback(), around.secretResolver());
        var outageRecovery =
                new OutageRecovery(
                        database,
                        clock,
                        settings.callback().allow().stream().map(Origin::toString).toList());
        var table = new BackoffTable(() -> ThreadLocalRandom.current().nextDouble());
        var retries = new RetryPlan(table, outageRecovery, clock);
        var deliveries =
                new CallbackDelivery(deliveryStore, vault, client, retries, clock, listener);
        if (!database.isPostgres()) {
            runStore.releaseAll();
        }
        var process = UUID.randomUUID().toString();
        this.runQueue =
                new WorkQueue(
                        database,
                        new WorkQueue.Options(
                                "lr_runs",
                                AcceptStore.TASK_NAME,
                                process,
                                settings.running(),
                                SHUTDOWN_WAIT),
                        runner::run);
        this.deliveryQueues =
                settings.callback().allow().stream()
                        .map(origin ->
                                new WorkQueue(
                                        database,
                                        new WorkQueue.Options(
                                                "lr_deliveries",
                                                origin.toString(),
                                                process,
                                                settings.callback().perOrigin(),
                                                SHUTDOWN_WAIT),
                                        deliveries::deliver))
                        .toList();
        this.calls =
                new DurableCalls(
                        settings,
                        new AcceptStore(database, vault, clock),
                        runner,
                        clock,
                        listener,
                        runQueue::wake);
        this.housekeeping =
                new Housekeeping(
                        settings.keep(),
                        new Housekeeping.Stores(
                                runStore, deliveryStore, invocations, outageRecovery),
                        calls,
                        () -> deliveries.credentialsFingerprint(client.credentials()),
                        clock,
                        listener,
                        this::wakeDeliveries);
    }

    /// What the engine needs of the rest of the program.
    ///
    /// @param fencedEgress the egress of the commands it runs
    /// @param secretResolver replaces `${secret:NAME}` in a text of the settings; empty when a secret cannot be
    ///     resolved
    public record Collaborators(
            EngineListener listener,
            FencedEgress fencedEgress,
            Function<String, Optional<String>> secretResolver) {}

    /// Opens the store; nothing runs before [#start()].
    ///
    /// @throws StoreException the store cannot be opened
    public static LongRunningEngine open(
            LongRunningSettings settings,
            DeferredCallService.Commands commands,
            Collaborators around) {
        if (!settings.store().isPostgres()) {
            InvocationDatabase.createDirectory(settings.store().directory());
        }
        var database = InvocationDatabase.open(settings.store());
        try {
            return new LongRunningEngine(settings, commands, around, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Starts the work that is due.
    public void start() {
        runQueue.start();
        deliveryQueues.forEach(WorkQueue::start);
        housekeeping.start();
    }

    /// The service that accepts deferred calls.
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
                        || current.count(InvocationState.HELD) > 0
                        || current.count(InvocationState.DEAD) > 0;
        details.put("degraded", Boolean.toString(degraded));
        details.put("store", current.databaseReachable() ? "up" : "down");
        details.put("held", Long.toString(current.count(InvocationState.HELD)));
        details.put("dead letters", Long.toString(current.count(InvocationState.DEAD)));
        return details;
    }

    /// Administration of invocations.
    public InvocationAdmin admin() {
        return new AdminOperations(
                new AdminOperations.Stores(invocations, runStore),
                runner,
                commands.failureMapper(),
                settings.showContents(),
                new AdminOperations.Triggers(this::wakeDeliveries, this::redrive));
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
        database.close();
    }

    private void redrive() {
        housekeeping.scheduleMissing();
        wakeDeliveries();
    }

    private void wakeDeliveries() {
        deliveryQueues.forEach(WorkQueue::wake);
    }

    private static EncryptionKey key(StoreSettings settings, EngineListener listener) {
        return settings.key()
                .orElseGet(() -> KeyFile.loadOrCreate(settings.directory(), listener::warning));
    }
}
