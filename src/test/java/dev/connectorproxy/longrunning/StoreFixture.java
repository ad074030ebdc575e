package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.Arguments;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A real store in a temporary directory, and the calls that tests put into it: finished ones, each of its own task, with
/// a callback to the origin `http://a:80`.
final class StoreFixture implements AutoCloseable {
    static final String ORIGIN = "http://a:80";

    final Database database;
    final Vault vault;
    final InvocationStore invocations;
    final DeliveryStore deliveries;
    private final Clock clock;
    private int made;

    StoreFixture(Path folder, Clock clock) {
        this.clock = clock;
        var config = ConfigSources.create(Map.of("data-dir", folder.toString()));
        database =
                Database.open(
                        StoreSettings.create(
                                new Section(Config.builder(config).build(), new TreeSet<>())));
        var key = SealingKey.parse(SealingKey.generate()).orElseThrow();
        vault = Vault.open(database, new Seal(key, List.of()));
        invocations = new InvocationStore(database, vault, clock);
        deliveries = new DeliveryStore(database, vault, clock);
    }

    /// A call of a new task.
    DeferredCall call() {
        var task = Optional.of("task-" + made++);
        return new DeferredCall(
                "http/PostRequestAsync",
                new Arguments(Map.of()),
                false,
                new DeferredCall.Sender(Optional.empty(), "r", false, Optional.empty()),
                new DeferredCall.Task(Optional.empty(), Optional.empty(), task),
                Optional.of("http://a/callback"));
    }

    /// Stores a call and its outcome.
    ///
    /// @return its id
    String finished() {
        return finished(call());
    }

    String finished(DeferredCall call) {
        var id = intake().accept(call, Origin.ofUrl("http://a/").orElseThrow());
        var outcome = new DeferredCall.Outcome("{}".getBytes(StandardCharsets.UTF_8), "");
        assertThat(new RunStore(database, vault, clock).finish(id, 0, outcome), is(true));
        return id;
    }

    Intake intake() {
        return new Intake(database, vault, clock);
    }

    Invocation invocation(String id) {
        return invocations.find(id).orElseThrow();
    }

    State state(String id) {
        return invocation(id).state();
    }

    /// Claims the callback for a new process.
    Work.Piece pieceOf(String id) {
        int version = ++made;
        database.in(connection ->
                Database.update(
                        connection,
                        "update lr_deliveries set picked = true, picked_by = ?, version = ? where task_instance = ?",
                        "process " + version,
                        version,
                        id));
        return new Work.Piece(id, "process " + version, version);
    }

    @Override
    public void close() {
        database.close();
    }
}
