package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.Await;
import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongRunningEngineTest {
    private static final int ORIGINS = 40;

    @TempDir Path folder;

    @Test
    void nothingRunsBeforeTheStart() throws Exception {
        try (var before = open(new AtomicBoolean(), new CompletableFuture<>())) {
            before.calls().accept(call());
        }
        var started = new AtomicBoolean();
        var ranAfterTheStart = new CompletableFuture<Boolean>();

        try (var engine = open(started, ranAfterTheStart)) {
            started.set(true);
            engine.start();

            assertThat(ranAfterTheStart.get(30, TimeUnit.SECONDS), is(true));
        }
    }

    @Test
    void anEngineThatWasNeverStartedLetsGoOfItsStore() {
        open(new AtomicBoolean(), new CompletableFuture<>()).close();

        open(new AtomicBoolean(), new CompletableFuture<>()).close();
    }

    @Test
    void waitsForTheEndOfARunningCommand() throws Exception {
        var begun = new CompletableFuture<Void>();
        var release = new CompletableFuture<Void>();
        Runnable command =
                () -> {
                    begun.complete(null);
                    release.join();
                };

        try (var engine = open(command)) {
            engine.calls().accept(call());
            engine.start();
            begun.get(30, TimeUnit.SECONDS);

            assertThat(engine.awaitIdle(Duration.ofMillis(20)), is(false));
            release.complete(null);
            assertThat(engine.awaitIdle(Duration.ofSeconds(30)), is(true));
        }
    }

    @Test
    void acceptsCallsOnceAnotherProcessHasClosedTheDatabase() throws Exception {
        open(() -> {}).close();
        var ran = new CompletableFuture<Boolean>();
        try (var file = databaseFile();
                var lock = file.lock(); // as another process would
                var engine = open(() -> ran.complete(true))) {
            engine.start();

            var failure =
                    assertThrows(ConnectorException.class, () -> engine.calls().accept(call()));

            assertThat(failure.code(), is("StoreUnavailable"));
            assertThat(engine.counts().databaseReachable(), is(false));
            assertThat(engine.health().get("store"), is("down"));
            assertThat(engine.health().get("degraded"), is("true"));
            assertThrows(StoreException.class, () -> engine.admin().find("id"));
            lock.release();
            Await.condition("the store to be up", () -> engine.health().get("store").equals("up"));
            engine.calls().accept(call());
            assertThat(ran.get(30, TimeUnit.SECONDS), is(true));
        }
    }

    @Test
    void closesWhileItWaitsForTheDatabaseAndLeavesItToTheOther() throws Exception {
        open(() -> {}).close();
        try (var file = databaseFile();
                var _ = file.lock()) {
            var engine = open(() -> {});
            engine.start();

            engine.close();

            assertThat(engine.health().get("store"), is("down"));
        }
        open(() -> {}).close();
    }

    private FileChannel databaseFile() throws IOException {
        return FileChannel.open(folder.resolve("invocations.mv.db"), StandardOpenOption.WRITE);
    }

    private LongRunningEngine open(AtomicBoolean started, CompletableFuture<Boolean> ran) {
        return open(() -> ran.complete(started.get()));
    }

    /// An engine with many origins, whose workers take a while to start.
    private LongRunningEngine open(Runnable command) {
        var settings = new HashMap<String, String>();
        settings.put("data-dir", folder.toString());
        settings.put(
                "callback.allow",
                IntStream.range(20_000, 20_000 + ORIGINS)
                        .mapToObj(port -> "http://127.0.0.1:" + port)
                        .collect(Collectors.joining(",")));
        settings.put("callback.api-key", "key");
        var section =
                new Section(
                        Config.builder(ConfigSources.create(settings)).build(), new TreeSet<>());
        var engine =
                new LongRunningEngine(
                        LongRunningSettings.create(section, Duration.ofSeconds(10)),
                        new FakeCommands(command),
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

    private static DeferredCall call() {
        return new DeferredCall(
                "http/PostRequestAsync",
                new Arguments(Map.of()),
                false,
                new DeferredCall.Sender(Optional.empty(), "r", false, Optional.empty()),
                new DeferredCall.Task(Optional.empty(), Optional.empty(), Optional.of("task")),
                Optional.of("http://127.0.0.1:20000/callback"));
    }
}
