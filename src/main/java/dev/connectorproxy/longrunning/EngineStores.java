package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.callback.Origin;
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
import java.time.Clock;

/// The open database of deferred calls and what is stored in it.
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

    /// Opens the database, and releases what the last process held if no other process can use it.
    ///
    /// @throws StoreException it cannot be opened
    static EngineStores open(LongRunningSettings settings, Clock clock, EngineListener listener) {
        if (!settings.store().isPostgres()) {
            InvocationDatabase.createDirectory(settings.store().directory());
        }
        var database = InvocationDatabase.open(settings.store());
        try {
            var stores = of(database, settings, clock, listener);
            if (!database.isPostgres()) {
                stores.runs().releaseAll();
            }
            return stores;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static EngineStores of(
            InvocationDatabase database,
            LongRunningSettings settings,
            Clock clock,
            EngineListener listener) {
        var store = settings.store();
        var key =
                store.key()
                        .orElseGet(
                                () -> KeyFile.loadOrCreate(store.directory(), listener::warning));
        var keys = StoreKeys.open(database, new PayloadCipher(key, store.oldKeys()));
        var origins = settings.callback().allow().stream().map(Origin::toString).toList();
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

    @Override
    public void close() {
        database.close();
    }
}
