package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.RunningDevServer.Answer;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the reviewers of the original development server asked for: every row of section 1.6 of its contract.
class ReviewCommentsTest {
    private final FakeProvider provider = new FakeProvider();
    private final RunningDevServer server = new RunningDevServer(provider);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void postConnectorsMakesAUuidOfVersionFour() {
        var path = server.connector("fake");

        var id = ConnectorId.parse(path.substring("/connectors/".length()));

        assertThat(id.reference().version(), is(4));
    }

    @Test
    void postConnectorsAnswersAFailureToMakeAUuidWith500AndLivesOn() {
        try (var unlucky =
                new RunningDevServer(
                        List.of(provider),
                        () -> {
                            throw new InternalError("no entropy");
                        })) {
            var answer = create(unlucky, "fake", "");

            assertThat(answer.status(), is(500));
            assertThat(answer.code(), is("DEFAULT"));
            assertThat(unlucky.get("/providers").status(), is(200));
        }
    }

    @Test
    void postConnectorsRefusesAConnectorIdOfAnotherProvider() {
        var other = ConnectorId.of("stripe", UUID.randomUUID()).text();

        var answer = create(server, "fake", other);

        assertThat(answer.status(), is(400));
        assertThat(answer.message(), is("connectorId provider mismatch"));
        assertThat(answer.details(), is("connectorId provider stripe != body provider fake"));
    }

    @Test
    void postConnectorsComparesTheProviderOfAConnectorIdInLowerCase() {
        var id = ConnectorId.of("fake", UUID.randomUUID()).text();

        var answer = create(server, "FaKe", id);

        assertThat(answer.status(), is(201));
        assertThat(answer.json().getString("connectorId"), is(id));
        assertThat(answer.json().getString("provider"), is("FaKe"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Provider\":\"fake\"}",
                "{\"Provider\":\"fake\",\"Reference\":\"\"}",
                "{\"Provider\":\"fake\",\"Reference\":\"00000000-0000-0000-0000-000000000000\"}",
                "{\"Provider\":\"fake\",\"Reference\":\"1-1-1-1-1\"}",
                "{\"Reference\":\"00000000-0000-0000-0000-000000000001\"}",
                "[]",
                "?"
            })
    void postConnectorsRefusesAConnectorIdWithoutReference(String inner) {
        var id =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(inner.getBytes(StandardCharsets.UTF_8));

        var answer = create(server, "fake", id);

        assertThat(answer.status(), is(400));
        assertThat(answer.message(), is("invalid connectorId"));
        assertThat(answer.details(), not(is("")));
    }

    @Test
    void postConnectorsOfAKnownIdReplacesItAndItsState() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");

        var answer = create(server, "fake", path.substring("/connectors/".length()));

        assertThat(answer.status(), is(201));
        assertThat(server.get("/connectors").json().getJsonArray("connectors"), hasSize(1));
        assertThat(state(path, "accounts").get("state"), is(JsonValue.NULL));
    }

    @Test
    void aFetchInFlightWritesToItsOwnEntryAndNeverToTheOneThatReplacedIt() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        provider.before((_, _) -> {
            entered.countDown();
            release.await();
        });
        var path = server.connector("fake");
        var old = fetchLater(path, "accounts", "");
        entered.await();

        create(server, "fake", path.substring("/connectors/".length()));
        release.countDown();

        assertThat(old.get(30, TimeUnit.SECONDS).status(), is(200));
        assertThat(state(path, "accounts").get("state"), is(JsonValue.NULL));
        assertThat(first(server.post(path + "/fetch/accounts", ""), "accounts"), is("a0"));
    }

    @Test
    void postConnectorsTakesAConfigOfNullForMissing() {
        var answer =
                server.post(
                        "/connectors", "{\"provider\":\"fake\",\"name\":\"n\",\"config\":null}");

        assertThat(answer.status(), is(400));
        assertThat(answer.message(), is("provider, name and config are required"));
    }

    @Test
    void getConnectorsListsUnderConnectorsInTheOrderOfCreation() {
        var paths =
                List.of(
                        server.connector("fake"),
                        server.connector("fake"),
                        server.connector("fake"));
        create(server, "fake", paths.getFirst().substring("/connectors/".length()));

        var json = server.get("/connectors").json();

        assertThat(json.keySet(), contains("connectors"));
        assertThat(
                json.getJsonArray("connectors").getValuesAs(JsonObject.class).stream()
                        .map(it -> "/connectors/" + it.getString("connectorId"))
                        .toList(),
                is(paths));
    }

    @Test
    void getStateIsASnapshotThatLaterFetchesDoNotChange() {
        var states = new States(new Places(10));
        var key = new StateKey(Kind.ACCOUNTS, "", PayloadKey.NONE);
        states.put(key, StateEntry.NEVER);

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
    void aFetchWithoutStateContinuesFromTheCache() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "{}");

        var second = server.post(path + "/fetch/accounts", "{\"state\":null}");

        assertThat(first(second, "accounts"), is("a2"));
    }

    @Test
    void anEmptyBodyIsAccepted() {
        var path = server.connector("fake");

        assertThat(first(server.post(path + "/fetch/accounts", ""), "accounts"), is("a0"));
    }

    @Test
    void useCachedStateFalseOptsOut() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");

        var again = server.post(path + "/fetch/accounts", "{\"useCachedState\":false}");

        assertThat(first(again, "accounts"), is("a0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"useCachedState\":true", ",\"reset\":true"})
    void anExplicitStateWins(String more) {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");

        var explicit =
                server.post(path + "/fetch/accounts", "{\"state\":{\"next\":1}" + more + "}");

        assertThat(first(explicit, "accounts"), is("a1"));
    }

    @Test
    void resetClearsFirstAndStartsFromNull() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");

        var again = server.post(path + "/fetch/accounts", "{\"reset\":true}");

        assertThat(first(again, "accounts"), is("a0"));
    }

    @ParameterizedTest
    @CsvSource({
        "accounts, accounts, a",
        "external-accounts, externalAccounts, e",
        "payments, payments, p"
    })
    void pageTwoReceivesTheNewStateOfPageOne(String kind, String key, String prefix) {
        var path = server.connector("fake");
        var one = server.post(path + "/fetch/" + kind, "");

        var two = server.post(path + "/fetch/" + kind, "");

        assertThat(
                provider.asked.stream().toList().getLast().state().orElseThrow(),
                is(one.json().get("newState")));
        assertThat(first(two, key), is(prefix + "2"));
    }

    @Test
    void pageTwoOfBalancesAndOfOthersReceivesTheNewStateOfPageOne() {
        var path = server.connector("fake");
        for (var fetch :
                List.of(
                        "balances {\"account\":{\"reference\":\"A\"}}",
                        "others {\"name\":\"users\"}")) {
            var target = path + "/fetch/" + fetch.split(" ")[0];
            var one = server.post(target, fetch.split(" ")[1]);

            server.post(target, fetch.split(" ")[1]);

            assertThat(
                    provider.asked.stream().toList().getLast().state().orElseThrow(),
                    is(one.json().get("newState")));
        }
    }

    @Test
    void theCursorOfAccountANeverServesAccountB() {
        var path = server.connector("fake");
        server.post(path + "/fetch/balances", "{\"account\":{\"reference\":\"A\"}}");

        server.post(path + "/fetch/balances", "{\"account\":{\"Reference\":\"B\"}}");
        var b = provider.asked.stream().toList().getLast();
        server.post(path + "/fetch/balances", "{\"fromPayload\":{\"REFERENCE\":\"A\",\"x\":1}}");
        var a = provider.asked.stream().toList().getLast();

        assertThat(b.state().isPresent(), is(false));
        assertThat(a.state().orElseThrow().asJsonObject().getInt("next"), is(2));
    }

    @Test
    void stateKeepsItsFourKeysWithTheLatestEntryAndAddsByPayload() {
        var path = server.connector("fake");
        server.post(path + "/fetch/balances", "{\"account\":{\"reference\":\"A\"},\"pageSize\":1}");
        server.post(path + "/fetch/balances", "{\"account\":{\"reference\":\"B\"},\"pageSize\":3}");

        var json = server.get(path + "/state").json();

        assertThat(
                json.getJsonObject("fetch").keySet(),
                contains("accounts", "balances", "external-accounts", "payments"));
        assertThat(state(path, "balances").getInt("pageSize"), is(3));
        var byPayload = json.getJsonObject("byPayload").getJsonObject("balances");
        assertThat(byPayload.keySet(), contains("A", "B"));
        assertThat(byPayload.getJsonObject("A").getInt("pageSize"), is(1));
    }

    @Test
    void resetClearsBeforeCallingEvenIfTheCallFails() {
        var path = server.connector("fake");
        server.post(path + "/fetch/accounts", "");
        provider.before((_, _) -> {
            throw PaymentException.of(PaymentError.TIMEOUT);
        });

        var failed = server.post(path + "/fetch/accounts", "{\"reset\":true}");

        assertThat(failed.status(), is(400));
        assertThat(state(path, "accounts").get("state"), is(JsonValue.NULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "external-accounts", "balances", "payments", "others"})
    void singularFetchForwardsToTheOnlyConnector(String kind) {
        var body = "{\"name\":\"users\",\"account\":{\"reference\":\"A\"}}";
        var none = server.post("/fetch/" + kind, body);
        var path = server.connector("fake");
        var one = server.post("/fetch/" + kind, body);
        var two = server.post(path + "/fetch/" + kind, body);
        var three =
                server.post(
                        "/fetch/" + kind, body.replace("{\"name\"", "{\"reset\":true,\"name\""));
        server.connector("fake");
        var several = server.post("/fetch/" + kind, "not JSON");

        var message = "requires exactly one plugin; use /connectors/{connectorId}/fetch/" + kind;
        assertThat(none.status() + none.message(), is("409" + message));
        assertThat(several.status() + several.message(), is("409" + message));
        assertThat(one.json().getJsonObject("newState").getInt("next"), is(2));
        assertThat(two.json().getJsonObject("newState").getInt("next"), is(4));
        assertThat(three.json().getJsonObject("newState").getInt("next"), is(2));
    }

    @Test
    void errorsKeepMessageAndDetailsAndAddACode() {
        var path = server.connector("fake");
        provider.before((_, _) -> {
            throw PaymentException.of(PaymentError.RATE_LIMITED);
        });

        var answer = server.post(path + "/fetch/external-accounts", "");

        assertThat(answer.status(), is(400));
        assertThat(
                answer.body(),
                is(
                        "{\"code\":\"RATE_LIMITED\",\"details\":\"rate limited by upstream server\",\"message\":\"fetch external accounts failed\"}\n"));
    }

    @Test
    void whateverAProviderThrowsIsAJson500() {
        var path = server.connector("fake");
        provider.before((_, _) -> {
            throw new StackOverflowError("s3cret-key");
        });

        var answer = server.post(path + "/fetch/payments", "");

        assertThat(answer.status(), is(500));
        assertThat(answer.message(), is("fetch payments failed"));
        assertThat(answer.details(), is("java.lang.StackOverflowError: ***"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "1e500", "99999999999999999999"})
    void aPageSizeOutOfBoundsIsRefused(String size) {
        var path = server.connector("fake");

        var answer = server.post(path + "/fetch/accounts", "{\"pageSize\":" + size + "}");

        assertThat(answer.status(), is(400));
        assertThat(answer.message(), is("invalid pageSize"));
        assertThat(provider.asked.isEmpty(), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"pageSize\":0}", "{\"pageSize\":null}"})
    void aPageSizeOfZeroOrNoneIsTheProvidersOwn(String body) {
        var path = server.connector("fake");

        server.post(path + "/fetch/accounts", body);

        assertThat(provider.asked.element().pageSize(), is(2));
        assertThat(state(path, "accounts").getInt("pageSize"), is(0));
    }

    @Test
    void aPortInUseFailsTheStartWithOneClearLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = "address=127.0.0.1:" + taken.getLocalPort();

            var failure =
                    assertThrows(
                            SettingsException.class,
                            () -> new RunningDevServer(new FakeProvider(), address));

            assertThat(
                    failure.getMessage(),
                    is(
                            "dev-server.address: port %d on 127.0.0.1 is in use; dev-server.enabled: false does without it"
                                    .formatted(taken.getLocalPort())));
        }
    }

    @Test
    void theSchemaAndTheInstanceComeFromOneRegistry() {
        var schema = server.get("/providers/FAKE/config-schema");

        var answer =
                server.post(
                        "/connectors",
                        "{\"provider\":\"fake\",\"name\":\"n\",\"config\":{\"rows\":-1}}");

        assertThat(schema.json().getJsonObject("apiKey").getBoolean("required"), is(true));
        assertThat(answer.message(), is("failed to instantiate plugin"));
        assertThat(answer.details(), startsWith("invalid config: "));
        assertThat(answer.details(), containsString("apiKey: is required"));
        assertThat(answer.details(), containsString("rows: must be a whole number from zero"));
    }

    private static Answer create(RunningDevServer server, String provider, String id) {
        return server.post(
                "/connectors",
                "{\"provider\":\"%s\",\"name\":\"n\",\"connectorId\":\"%s\",\"config\":%s}"
                        .formatted(provider, id, RunningDevServer.CONFIG));
    }

    private CompletableFuture<Answer> fetchLater(String path, String kind, String body) {
        return CompletableFuture.supplyAsync(() -> server.post(path + "/fetch/" + kind, body));
    }

    private JsonObject state(String path, String kind) {
        return server.get(path + "/state").json().getJsonObject("fetch").getJsonObject(kind);
    }

    private static String first(Answer answer, String key) {
        return answer.json().getJsonArray(key).getJsonObject(0).getString("reference");
    }
}
