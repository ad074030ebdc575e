package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.catalogue.DeferredCall;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which calls of a task are the same call.
class AcceptStoreTest {
    private static final Optional<String> URL = Optional.of("http://a/callback");

    @TempDir Path folder;

    @Test
    void aRepetitionByTheSameCallerWithTheSameCallbackIsJoined() {
        try (var store = new StoreFixture(folder, Clock.systemUTC())) {
            var call = store.call();
            var again = of(call, Optional.of("low"), URL);

            var id = store.acceptStore().accept(of(call, Optional.of("low"), URL), "http://a:80");

            assertThat(store.acceptStore().accept(again, "http://a:80"), is(id));
            assertThat(store.acceptStore().joinExisting(again), is(Optional.of(id)));
        }
    }

    @Test
    void aCallOfAnotherKeyOrWithAnotherCallbackIsACallOfItsOwn() {
        try (var store = new StoreFixture(folder, Clock.systemUTC())) {
            var call = store.call();
            var calls =
                    List.of(
                            of(call, Optional.empty(), URL),
                            of(call, Optional.of(""), URL),
                            of(call, Optional.of("low"), URL),
                            of(call, Optional.of("high"), URL),
                            of(call, Optional.of("high"), Optional.of("http://a/other")),
                            of(call, Optional.of("high\0http:"), Optional.of("//a/callback")));

            Set<String> ids = new HashSet<>();
            calls.forEach(each -> ids.add(store.acceptStore().accept(each, "http://a:80")));

            assertThat(ids, hasSize(calls.size()));
        }
    }

    @Test
    void aCallThatAnOlderVersionStoredIsFinishedAndNotJoined() {
        try (var store = new StoreFixture(folder, Clock.systemUTC())) {
            var call = store.call();
            var old = store.acceptStore().accept(call, "http://a:80");
            store.execute("update lr_invocation set flight = '%s'".formatted("0".repeat(64)));

            var repeated = store.acceptStore().accept(call, "http://a:80");

            assertThat(Set.of(old, repeated), hasSize(2));
            var outcome = new DeferredCall.Outcome(new byte[] {'{', '}'}, "");
            assertThat(store.runStore().finish(old, 0, outcome), is(true));
            assertThat(store.state(old), is(InvocationState.WAITING));
        }
    }

    @Test
    void theLeasesOfAdoptedCommandsAreExtendedTogetherAndNoOthers() {
        try (var store = new StoreFixture(folder, Clock.systemUTC())) {
            var ids = List.of(adopt(store), adopt(store));
            adopt(store);
            var lease = Instant.parse("2100-01-01T00:00:00Z");

            store.runStore().extendLeases(ids, lease);
            store.runStore().extendLeases(List.of(), lease);

            var extended =
                    store.database.query(
                            "select task_instance from lr_runs where execution_time = ?",
                            row -> row.getString(1),
                            Timestamp.from(lease));
            assertThat(extended, containsInAnyOrder(ids.toArray()));
        }
    }

    private static String adopt(StoreFixture store) {
        var id = store.acceptStore().newId();
        store.acceptStore().adopt(id, store.call(), StoreFixture.ORIGIN, Instant.EPOCH);
        return id;
    }

    private static DeferredCall of(
            DeferredCall call, Optional<String> key, Optional<String> callbackUrl) {
        return new DeferredCall(
                call.command(),
                call.arguments(),
                call.repeatable(),
                new DeferredCall.Sender(key, "r", false, Optional.empty()),
                call.task(),
                callbackUrl);
    }
}
