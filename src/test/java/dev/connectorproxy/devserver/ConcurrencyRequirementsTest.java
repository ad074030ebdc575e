package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.CallClock;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.ConnectorSecrets;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.fetch.FetchHistory;
import dev.connectorproxy.devserver.fetch.FetchParameters;
import dev.connectorproxy.devserver.fetch.FetchService;
import dev.connectorproxy.devserver.fetch.PageSizes;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.devserver.state.StateEntry;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.devserver.state.StateQuota;
import dev.connectorproxy.devserver.state.StateStore;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The requirements of section 1.6 of the contract on concurrency.
class ConcurrencyRequirementsTest extends DevServerCase {
    private static final JsonObject CONFIG = Json.createObjectBuilder().add("apiKey", "k").build();

    @Test
    void aFetchInFlightWritesToItsOwnEntryAndNeverToTheOneThatReplacedIt() throws Exception {
        var path = server.connector("fake");
        var release = new CountDownLatch(1);
        var old = held(path, release);

        create(server, "fake", path.substring("/connectors/".length()));
        release.countDown();

        assertThat(old.get(30, TimeUnit.SECONDS).status(), is(200));
        assertThat(state(path, "accounts").get("state"), is(JsonValue.NULL));
        assertThat(first(server.post(path + "/fetch/accounts", ""), "accounts"), is("a0"));
    }

    @Test
    void aFetchInFlightOfADeletedConnectorChangesNothingOfTheNextOneOfItsId() throws Exception {
        var path = server.connector("fake");
        var release = new CountDownLatch(1);
        var old = held(path, release);

        var deleted = server.request("DELETE", path, "");
        var gone = server.get(path + "/state");
        create(server, "fake", path.substring("/connectors/".length()));
        release.countDown();

        assertThat(deleted.status(), is(204));
        assertThat(gone.status() + gone.message(), is("404plugin not found"));
        assertThat(first(old.get(30, TimeUnit.SECONDS), "accounts"), is("a0"));
        assertThat(state(path, "accounts").get("state"), is(JsonValue.NULL));
    }

    @Test
    void getStateIsASnapshotThatLaterFetchesDoNotChange() {
        var states = new StateStore(new StateQuota(10));
        var key = new StateKey(FetchKind.ACCOUNTS, "", PayloadIdentity.NONE);
        states.put(key, StateEntry.NEVER_FETCHED);

        var snapshot = states.all();
        states.clear(_ -> true);

        assertThat(snapshot.keySet(), contains(key));
    }

    @Test
    void twoConcurrentContinuesFetchTwoPages() throws Exception {
        var path = server.connector("fake");

        var both = List.of(fetchLater(path, "accounts", ""), fetchLater(path, "accounts", ""));
        var firsts =
                List.of(
                        first(both.getFirst().get(30, TimeUnit.SECONDS), "accounts"),
                        first(both.getLast().get(30, TimeUnit.SECONDS), "accounts"));

        assertThat(firsts.stream().sorted().toList(), contains("a0", "a2"));
    }

    @Test
    void differentKindsAreFetchedInParallel() throws Exception {
        var entered = new CountDownLatch(2);
        provider.before((_, _) -> {
            entered.countDown();
            entered.await();
        });
        var path = server.connector("fake");

        var accounts = fetchLater(path, "accounts", "");
        var payments = fetchLater(path, "payments", "");

        assertThat(accounts.get(30, TimeUnit.SECONDS).status(), is(200));
        assertThat(payments.get(30, TimeUnit.SECONDS).status(), is(200));
    }

    @Test
    void differentPayloadsAreFetchedInParallel() throws Exception {
        var entered = new CountDownLatch(2);
        provider.before((_, _) -> {
            entered.countDown();
            entered.await();
        });
        var path = server.connector("fake");

        var a = fetchLater(path, "balances", "{\"account\":{\"reference\":\"A\"}}");
        var b = fetchLater(path, "balances", "{\"account\":{\"reference\":\"B\"}}");

        assertThat(a.get(30, TimeUnit.SECONDS).status(), is(200));
        assertThat(b.get(30, TimeUnit.SECONDS).status(), is(200));
    }

    @Test
    void aFetchThatGetsNoTicketInTimeIsAConflictThatMayBeRetried() throws Exception {
        var connectors = new ConnectorRegistry(1, List.of());
        var states = new StateStore(new StateQuota(10));
        var config = provider.configSchema().parse(CONFIG, "n");
        connectors.put(
                new ConnectorInstance(
                        "id",
                        "n",
                        "fake",
                        config,
                        new ConnectorSecrets(config.secrets(), List::of),
                        new PaymentConnector() {},
                        states));
        var calls =
                new ProviderCalls(
                        1, Duration.ofSeconds(9), true, new MisbehavingProvidersTest.SilentLog());
        var fetches =
                new FetchService(
                        connectors,
                        calls,
                        new PageSizes(0, 1_000),
                        new RowStore(),
                        new FetchHistory(new CallClock(InstantSource.system())),
                        () -> {},
                        InstantSource.system(),
                        Duration.ofMillis(20),
                        _ -> {});
        var body =
                FetchParameters.of(
                        FetchKind.PAYMENTS,
                        JsonFields.ofRequest(JsonValue.EMPTY_JSON_OBJECT, "body"));
        states.acquire(body.toStateKey(FetchKind.PAYMENTS), Optional.empty(), Duration.ZERO);

        var failure =
                assertThrows(
                        DevServerException.class,
                        () -> fetches.fetchNext("id", FetchKind.PAYMENTS, body));

        assertThat(failure.status().code(), is(409));
        assertThat(failure.getMessage(), is("fetch payments failed"));
        assertThat(failure.error(), is(PaymentError.RETRY_LATER));
    }

    /// A fetch of accounts that stays in its provider until the latch is released.
    private CompletableFuture<Response> held(String path, CountDownLatch release)
            throws InterruptedException {
        var entered = new CountDownLatch(1);
        provider.before((_, _) -> {
            entered.countDown();
            release.await();
        });
        var fetch = fetchLater(path, "accounts", "");
        entered.await();
        return fetch;
    }
}
