package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.DeferredCallService;
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
    private static final Duration LAST_WORD = Duration.ofSeconds(3);

    private final LongRunningSettings settings;
    private final DeferredCallService.Commands commands;
    private final Database database;
    private final InvocationStore invocations;
    private final DeliveryStore deliveryStore;
    private final RunStore runStore;
    private final Runs runs;
    private final DurableCalls calls;
    private final Work running;
    private final List<Work> delivering;
    private final Housekeeping housekeeping;

    private LongRunningEngine(
            LongRunningSettings settings,
            DeferredCallService.Commands commands,
            Around around,
            Database database) {
        var listener = around.watch();
        this.settings = settings;
        this.commands = commands;
        this.database = database;
        var clock = Clock.systemUTC();
        var vault =
                Vault.open(
                        database,
                        new Seal(key(settings.store(), listener), settings.store().oldKeys()));
        this.invocations = new InvocationStore(database, vault, clock);
        this.deliveryStore = new DeliveryStore(database, vault, clock);
        this.runStore = new RunStore(database, vault, clock);
        this.runs =
                new Runs(
                        runStore, commands, around.fence(), clock, listener, this::hurryDeliveries);
        var client = new CallbackClient(settings.callback(), around.secrets());
        var outageRecovery =
                new Comebacks(
                        database,
                        clock,
                        settings.callback().allow().stream().map(Origin::toString).toList());
        var table = new RetryTable(() -> ThreadLocalRandom.current().nextDouble());
        var retries = new RetryPlan(table, outageRecovery, clock);
        var deliveries = new Deliveries(deliveryStore, vault, client, retries, clock, listener);
        if (!database.isPostgres()) {
            runStore.freeAll();
        }
        var process = UUID.randomUUID().toString();
        this.running =
                new Work(
                        database,
                        new Work.Plan(
                                "lr_runs", Intake.RUN, process, settings.running(), LAST_WORD),
                        runs::run);
        this.delivering =
                settings.callback().allow().stream()
                        .map(origin ->
                                new Work(
                                        database,
                                        new Work.Plan(
                                                "lr_deliveries",
                                                origin.toString(),
                                                process,
                                                settings.callback().perOrigin(),
                                                LAST_WORD),
                                        deliveries::deliver))
                        .toList();
        this.calls =
                new DurableCalls(
                        settings,
                        new Intake(database, vault, clock),
                        runs,
                        clock,
                        listener,
                        running::hurry);
        this.housekeeping =
                new Housekeeping(
                        settings.keep(),
                        new Housekeeping.Stores(
                                runStore, deliveryStore, invocations, outageRecovery),
                        calls,
                        () -> deliveries.mark(client.credentials()),
                        clock,
                        this::hurryDeliveries);
    }

    /// What the engine needs of the rest of the program.
    ///
    /// @param fencedEgress the egress of the commands it runs
    /// @param secretResolver replaces `${secret:NAME}` in a text of the settings; empty when a secret cannot be
    ///     resolved
    public record Around(
            Watch watch, FencedEgress fence, Function<String, Optional<String>> secrets) {}

    /// Opens the store; nothing runs before [#start()].
    ///
    /// @throws StoreException the store cannot be opened
    public static LongRunningEngine open(
            LongRunningSettings settings, DeferredCallService.Commands commands, Around around) {
        if (!settings.store().isPostgres()) {
            Database.prepare(settings.store().directory());
        }
        var database = Database.open(settings.store());
        try {
            return new LongRunningEngine(settings, commands, around, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Starts the work that is due.
    public void start() {
        running.start();
        delivering.forEach(Work::start);
        housekeeping.start();
    }

    /// The service that accepts deferred calls.
    public DeferredCallService calls() {
        return calls;
    }

    /// The number of invocations, at most a few seconds old.
    public Census census() {
        return housekeeping.census();
    }

    /// The details of the health check.
    public Map<String, String> health() {
        var current = census();
        var details = new TreeMap<String, String>();
        boolean degraded =
                !current.reachable() || current.of(State.HELD) > 0 || current.of(State.DEAD) > 0;
        details.put("degraded", Boolean.toString(degraded));
        details.put("store", current.reachable() ? "up" : "down");
        details.put("held", Long.toString(current.of(State.HELD)));
        details.put("dead letters", Long.toString(current.of(State.DEAD)));
        return details;
    }

    /// Administration of invocations.
    public Invocations operators() {
        return new Operators(
                new Operators.Stores(invocations, runStore),
                runs,
                commands.failureMapper(),
                settings.showContents(),
                new Operators.Due(this::hurryDeliveries, this::redrive));
    }

    /// Starts no further command.
    public void drain() {
        running.pause();
    }

    /// Waits until no command runs.
    ///
    /// @return false after the timeout
    public boolean awaitIdle(Duration timeout) {
        return runs.awaitIdle(timeout);
    }

    /// From now on failures of commands are not stored: they may be caused by the shutdown of this process, and the
    /// next process decides what happens to these commands.
    public void cut() {
        runs.cut();
    }

    /// Stops the engine. Commands that still run are left to the next process, which starts them again if they are
    /// repeatable.
    @Override
    public void close() {
        runs.cut();
        housekeeping.close();
        try (var closing = Executors.newVirtualThreadPerTaskExecutor()) {
            closing.submit(running::close);
            delivering.forEach(queue -> closing.submit(queue::close));
        }
        database.close();
    }

    private void redrive() {
        housekeeping.scheduleMissing();
        hurryDeliveries();
    }

    private void hurryDeliveries() {
        delivering.forEach(Work::hurry);
    }

    private static SealingKey key(StoreSettings settings, Watch listener) {
        return settings.key().orElseGet(() -> KeyFile.in(settings.directory(), listener::warning));
    }
}
