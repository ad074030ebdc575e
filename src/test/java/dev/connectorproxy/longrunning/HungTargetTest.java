package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.Await;
import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A target that never answers does not stop the commands for others.
class HungTargetTest {
    private static final int HUNG = 80;
    private static final int HEALTHY = 20;

    @TempDir Path folder;

    @Test
    void commandsForAHealthyTargetRunWhileManyOthersHang() throws Exception {
        var commands = new Commands();
        try (var engine = open(commands)) {
            engine.start();
            for (int i = 0; i < HUNG; i++) {
                engine.calls().accept(call("hung", i));
            }
            for (int i = 0; i < HEALTHY; i++) {
                engine.calls().accept(call("healthy", i));
            }

            assertThat(commands.healthy.await(30, TimeUnit.SECONDS), is(true));
            Await.condition("a target is saturated", () -> engine.saturatedTargets() == 1);
            assertThat(commands.hanging.get(), is(16));
            assertThat(engine.health(), hasEntry("degraded", "true"));
            assertThat(engine.health(), hasEntry("saturated targets", "1"));

            commands.release.countDown();
            assertThat(commands.all.await(60, TimeUnit.SECONDS), is(true));
        }
    }

    private LongRunningEngine open(DeferredCallService.Commands commands) {
        var settings =
                Map.of(
                        "data-dir", folder.toString(),
                        "callback.allow", "http://127.0.0.1:20000",
                        "callback.api-key", "key");
        var section =
                new Section(
                        Config.builder(ConfigSources.create(settings)).build(), new TreeSet<>());
        var engine =
                new LongRunningEngine(
                        LongRunningSettings.create(section, Duration.ofSeconds(10)),
                        commands,
                        new LongRunningEngine.Collaborators(
                                new SilentEngineListener(),
                                new LeaseCheckedEgress((_, _) -> {
                                    throw new IllegalStateException("not called");
                                }),
                                Optional::of,
                                Shares.NONE));
        engine.open();
        return engine;
    }

    private static DeferredCall call(String target, int number) {
        return new DeferredCall(
                target,
                new Arguments(Map.of()),
                false,
                new DeferredCall.Sender(Optional.empty(), "r", false, Optional.empty()),
                new DeferredCall.Task(
                        Optional.empty(), Optional.empty(), Optional.of(target + number)),
                Optional.of("http://127.0.0.1:20000/callback"));
    }

    /// Commands whose name is their target.
    private static final class Commands implements DeferredCallService.Commands {
        private final CountDownLatch release = new CountDownLatch(1);
        private final CountDownLatch healthy = new CountDownLatch(HEALTHY);
        private final CountDownLatch all = new CountDownLatch(HUNG + HEALTHY);
        private final AtomicInteger hanging = new AtomicInteger();

        @Override
        public DeferredCall.Outcome run(String id, DeferredCall call) {
            if (call.command().equals("healthy")) {
                healthy.countDown();
            } else {
                hanging.incrementAndGet();
                awaitRelease();
            }
            all.countDown();
            return FakeCommands.outcome();
        }

        @Override
        public String target(DeferredCall call) {
            return call.command();
        }

        @Override
        public DeferredCall.Outcome toOutcome(
                String command, Arguments arguments, ConnectorException failure) {
            return FakeCommands.outcome();
        }

        private void awaitRelease() {
            try {
                release.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
