package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.store.AcceptStore;
import dev.connectorproxy.longrunning.store.DeliveryStore;
import dev.connectorproxy.longrunning.store.InvocationDatabase;
import dev.connectorproxy.longrunning.store.InvocationStore;
import dev.connectorproxy.longrunning.store.KeyFile;
import dev.connectorproxy.longrunning.store.OutageRecovery;
import dev.connectorproxy.longrunning.store.PayloadCipher;
import dev.connectorproxy.longrunning.store.RunStore;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.longrunning.store.StoreKeys;
import dev.connectorproxy.longrunning.store.StoreSettings;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.time.Clock;
import java.util.function.Consumer;

/// The database of deferred calls and what is stored in it.
record EngineStores(
        InvocationDatabase database,
        StoreKeys keys,
        AcceptStore accepts,
        InvocationStore invocations,
        DeliveryStore deliveries,
        RunStore runs,
        OutageRecovery outages,
        Clock clock)
        implements AutoCloseable {

    /// Opens nothing: see [#open].
    static EngineStores of(LongRunningSettings settings, Clock clock) {
        var database = new InvocationDatabase(settings.store());
        var keys = new StoreKeys(database);
        var origins = settings.callback().allow().stream().map(HttpOrigin::toString).toList();
        return new EngineStores(
                database,
                keys,
                new AcceptStore(database, keys, clock),
                new InvocationStore(database, keys, clock),
                new DeliveryStore(database, keys, clock),
                new RunStore(database, keys, clock),
                new OutageRecovery(database, clock, origins),
                clock);
    }

    /// Opens the database, and releases what the last process held if no other process can use it. Called by one thread at
    /// a time, again after a failure.
    ///
    /// @param warning receives one line when a key is created
    /// @throws StoreException it cannot be opened; nothing is left open
    void open(StoreSettings settings, Consumer<String> warning) {
        database.open();
        try {
            var key =
                    settings.key()
                            .orElseGet(() -> KeyFile.loadOrCreate(settings.directory(), warning));
            keys.load(new PayloadCipher(key, settings.oldKeys()));
            if (!database.isPostgres()) {
                runs.releaseAll();
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
