package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.OutageLog;
import dev.connectorproxy.longrunning.store.OutageRecovery;
import dev.connectorproxy.longrunning.store.StoreFixture;
import dev.connectorproxy.settings.Section;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir private Path folder;
    private final List<String> warnings = new ArrayList<>();
    private boolean broken = true;
    private StoreFixture store;
    private DurableCalls calls;

    @BeforeEach
    void open() {
        store = new StoreFixture(folder, CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anUnexpectedFailureIsReportedAndTheWorkGoesOn() {
        var housekeeping =
                housekeeping(() -> {
                    if (broken) {
                        throw new IllegalStateException("the secret");
                    }
                    return "fingerprint";
                });
        store.createFinished();

        housekeeping.runOnce(true);
        broken = false;
        housekeeping.runOnce(true);

        assertThat(warnings, hasSize(1));
        assertThat(warnings.getFirst(), containsString("java.lang.IllegalStateException"));
        assertThat(housekeeping.counts().count(InvocationState.WAITING), is(1L));
    }

    @Test
    void aCancelledCommandIsInterruptedWhileARoundTakesLong() throws InterruptedException {
        var inRound = new CountDownLatch(1);
        var endOfRound = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var housekeeping =
                housekeeping(() -> {
                    inRound.countDown();
                    awaitUninterruptibly(endOfRound);
                    return "fingerprint";
                });
        var call = store.call();
        var id = store.acceptStore().newId();
        calls.adopt(id, call, interrupted::countDown);

        try (housekeeping) {
            housekeeping.start();
            inRound.await();
            store.runStore().finish(id, 1, FakeCommands.outcome()); // as another process does

            assertThat(interrupted.await(60, TimeUnit.SECONDS), is(true));
            endOfRound.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Housekeeping housekeeping(Supplier<String> credentialsFingerprint) {
        var listener =
                new SilentEngineListener() {
                    @Override
                    public void warning(String message) {
                        warnings.add(message);
                    }
                };
        var runner =
                new InvocationRunner(
                        store.runStore(),
                        new FakeCommands(() -> {}),
                        new LeaseCheckedEgress((_, _) -> null),
                        CLOCK,
                        listener,
                        () -> {});
        calls =
                new DurableCalls(
                        settings(), store.acceptStore(), runner, CLOCK, listener, () -> {});
        return new Housekeeping(
                Duration.ofDays(1),
                new EngineStores(
                        store.database,
                        store.keys,
                        store.acceptStore(),
                        store.invocations,
                        store.deliveries,
                        store.runStore(),
                        new OutageRecovery(store.database, CLOCK, List.of()),
                        CLOCK),
                calls,
                new OutageLog(CLOCK),
                credentialsFingerprint,
                listener,
                () -> {});
    }

    private LongRunningSettings settings() {
        var config =
                ConfigSources.create(
                        Map.of(
                                "data-dir",
                                folder.toString(),
                                "callback.allow",
                                StoreFixture.ORIGIN));
        return LongRunningSettings.create(
                new Section(Config.builder(config).build(), new TreeSet<>()),
                Duration.ofSeconds(10));
    }
}
