package dev.connectorproxy.longrunning.store;

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
public final class StoreFixture implements AutoCloseable {
    public static final String ORIGIN = "http://a:80";

    public final InvocationDatabase database;
    public final StoreKeys keys;
    public final InvocationStore invocations;
    public final DeliveryStore deliveries;
    private final Clock clock;
    private int counter;

    public StoreFixture(Path folder, Clock clock) {
        this.clock = clock;
        database = open(folder);
        var key = EncryptionKey.parse(EncryptionKey.generate()).orElseThrow();
        keys = new StoreKeys(database);
        keys.load(new PayloadCipher(key, List.of()));
        invocations = new InvocationStore(database, keys, clock);
        deliveries = new DeliveryStore(database, keys, clock);
    }

    /// The database in a directory.
    static InvocationDatabase open(Path folder) {
        var database = new InvocationDatabase(settings(folder));
        database.open();
        return database;
    }

    static StoreSettings settings(Path folder) {
        var config = ConfigSources.create(Map.of("data-dir", folder.toString()));
        return StoreSettings.create(new Section(Config.builder(config).build(), new TreeSet<>()));
    }

    /// A call of a new task.
    public DeferredCall call() {
        var task = Optional.of("task-" + counter++);
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
    public String createFinished() {
        return createFinished(call());
    }

    public String createFinished(DeferredCall call) {
        var id = acceptStore().accept(call, ORIGIN);
        var outcome = new DeferredCall.Outcome("{}".getBytes(StandardCharsets.UTF_8), "");
        assertThat(runStore().finish(id, 0, outcome), is(true));
        return id;
    }

    public RunStore runStore() {
        return new RunStore(database, keys, clock);
    }

    /// Runs a statement that no store has.
    public void execute(String sql) {
        database.update(sql);
    }

    public AcceptStore acceptStore() {
        return new AcceptStore(database, keys, clock);
    }

    public StoredInvocation invocation(String id) {
        return invocations.find(id).orElseThrow();
    }

    public InvocationState state(String id) {
        return invocation(id).state();
    }

    /// Claims the callback for a new process.
    public WorkQueue.WorkItem claimCallback(String id) {
        return claim("lr_deliveries", id);
    }

    /// Claims the command for a new process.
    public WorkQueue.WorkItem claimRun(String id) {
        return claim("lr_runs", id);
    }

    private WorkQueue.WorkItem claim(String table, String id) {
        int version = ++counter;
        database.update(
                "update "
                        + table
                        + " set picked = true, picked_by = ?, version = ? where task_instance = ?",
                "process " + version,
                version,
                id);
        return new WorkQueue.WorkItem(id, "process " + version, version);
    }

    @Override
    public void close() {
        database.close();
    }
}
