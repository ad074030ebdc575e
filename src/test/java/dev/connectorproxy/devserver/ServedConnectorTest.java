package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.contract.payment.LoopbackEgress;
import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.docs.OpenApiDocument;
import dev.connectorproxy.provider.dummypay.DummypayProvider;
import dev.connectorproxy.provider.generic.GenericProvider;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A connector served under the generic contract, and read by a connector of the provider `generic`.
class ServedConnectorTest {
    private static final String KEY = "read-my-connector";
    private static final int MAX_PAGES = 40;
    private static RunningDevServer server;
    private static String served;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        try (var files = Files.list(Path.of("etc/examples/dummypay"))) {
            for (var file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        server = server("fetch-timeout=PT20S");
        served = server.connector("dummypay", "{\"directory\":\"%s\"}".formatted(directory));
        server.post(served + "/runs?wait=30", "");
        server.request("PUT", served + "/generic", "{\"apiKey\":\"" + KEY + "\"}");
    }

    private static RunningDevServer server(String... properties) {
        return new RunningDevServer(
                List.of(new DummypayProvider(), new GenericProvider()),
                new LoopbackEgress(),
                UUID::randomUUID,
                properties);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void aGenericConnectorReadsItWholeAtAnyPageSizeAndEnds(int size) {
        var reader = reader(KEY);

        var accounts = walk(reader, "accounts", size);
        var payments = walk(reader, "payments", size);

        assertThat(references(accounts), containsInAnyOrder("acc-1", "acc-2", "acc-3"));
        assertThat(
                references(payments).stream().filter(text -> text.startsWith("pay-")).toList(),
                is(
                        List.of(
                                "pay-001", "pay-002", "pay-003", "pay-004", "pay-005", "pay-006",
                                "pay-007", "pay-008", "pay-009", "pay-010")));
        assertThat("read again", walk(reader, "accounts", size), is(List.of()));
        assertThat("read again", walk(reader, "payments", size), is(List.of()));
    }

    @Test
    void whatIsReadIsWhatWasFetched() {
        var reader = reader(KEY);
        var payment = walk(reader, "payments", 100).getFirst();
        var balances =
                server.post(reader + "/fetch/balances", "{\"account\":{\"reference\":\"acc-2\"}}")
                        .json();

        assertThat(payment.getString("type"), is("PAY-IN"));
        assertThat(payment.getString("status"), is("SUCCEEDED"));
        assertThat(payment.getString("asset"), is("EUR/2"));
        assertThat(payment.getInt("amount"), is(125_000));
        assertThat(payment.getString("createdAt"), is("2026-02-01T08:00:00Z"));
        assertThat(payment.getString("destinationAccountReference"), is("acc-1"));
        assertThat(
                balances.getJsonArray("balances").getValuesAs(JsonObject.class).stream()
                        .map(row -> row.get("amount") + " " + row.getString("asset"))
                        .toList(),
                containsInAnyOrder("1250000 EUR/2", "-4999 USD/2"));
    }

    @Test
    void anOrderIsPassedToTheConnectorOnce() {
        var order =
                "{\"reference\":\"o-1\",\"amount\":1,\"asset\":\"JPY\",\"sourceAccount\":{\"reference\":\"acc-3\"},"
                        + "\"destinationAccount\":{\"reference\":\"acc-1\"}}";
        var reader = reader(KEY);

        var once = server.post(reader + "/transfers", order);
        var again = server.post(reader + "/transfers", order);

        assertThat(once.status(), is(200));
        assertThat(once.json().getJsonObject("payment").getString("reference"), is("o-1"));
        assertThat(once.json().getJsonObject("payment").getString("status"), is("SUCCEEDED"));
        assertThat(once.json().getJsonObject("payment").getString("parentReference"), is(""));
        assertThat(once.json().getJsonArray("warnings").isEmpty(), is(true));
        assertThat(again.json().getJsonObject("payment"), is(once.json().getJsonObject("payment")));
        assertThat(
                server.post(served + "/fetch/payments", "{\"state\":{\"nextToken\":0}}").body(),
                containsString("\"o-1\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/accounts                                            | acc-1 acc-2 acc-3",
                "/accounts?sort=createdAt:desc&pageSize=2             | acc-3 acc-2",
                "/accounts?sort=createdAt:desc&pageSize=2&page=2      | acc-1",
                "/accounts?page=9                                     | ",
                "/accounts?createdAtFrom=2026-01-06T09:30:00Z         | acc-2 acc-3",
                "/accounts?createdAtFrom=2026-01-06T09:30:01Z         | acc-3",
                "/transactions?sort=createdAt:asc&pageSize=2          | pay-001 pay-002",
                "/transactions?updatedAtFrom=2999-01-01T00:00:00Z     | ",
                "/beneficiaries                                       | "
            })
    void listsArePagedFilteredAndSorted(String path, String ids) {
        var rows = get(path).array().getValuesAs(JsonObject.class);

        assertThat(
                String.join(" ", rows.stream().map(row -> row.getString("id")).toList()),
                is(ids == null ? "" : ids));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/accounts?page=0 | 400", "/accounts?pageSize=1001 | 400",
                "/accounts?sort=name:asc | 400", "/accounts?createdAtFrom=today | 400",
                "/accounts/nobody/balances | 404"
            })
    void failuresAreThoseOfTheContract(String path, int status) {
        var response = get(path);

        assertThat(response.status(), is(status));
        assertThat(response.json().keySet(), containsInAnyOrder("Title", "Detail"));
    }

    @Test
    void theKeyIsAlwaysRequiredAndNeverShown() {
        var without = server.get(served + "/generic/accounts");
        var wrong =
                server.request(
                        "GET", served + "/generic/accounts", "", "Authorization", "Bearer no");
        var status = server.get(served + "/generic");

        assertThat(without.status(), is(401));
        assertThat(wrong.status(), is(401));
        assertThat(status.json().getBoolean("enabled"), is(true));
        assertThat(status.body(), not(containsString(KEY)));
        assertThat(server.get(reader(KEY) + "/exchanges").body(), not(containsString(KEY)));
        assertThat(
                server.request("PUT", served + "/generic", "{\"apiKey\":\"short\"}").message(),
                is("invalid apiKey"));
    }

    @Test
    void aConnectorThatIsNotServedIsNotRead() {
        var other = server.connector("dummypay", "{\"directory\":\"etc/examples/dummypay\"}");
        var before = server.get(other + "/generic/accounts");
        server.request("PUT", other + "/generic", "{\"apiKey\":\"another-key-of-16\"}");

        var foreign =
                server.request(
                        "GET", other + "/generic/accounts", "", "Authorization", "Bearer " + KEY);
        server.request("DELETE", other + "/generic", "");
        var after =
                server.request(
                        "GET",
                        other + "/generic/accounts",
                        "",
                        "Authorization",
                        "Bearer another-key-of-16");

        assertThat(before.status(), is(503));
        assertThat(foreign.status(), is(401));
        assertThat(after.status(), is(503));
    }

    @Test
    void theKeyOfTheServerIsNotNeededForThesePathsButForAllOthers() {
        try (var closed = server("api-key=the-key-of-the-server")) {
            var given = new String[] {"Spiff-Connector-Proxy-Api-Key", "the-key-of-the-server"};
            var made =
                    closed.request(
                            "POST",
                            "/connectors",
                            "{\"provider\":\"dummypay\",\"name\":\"n\",\"config\":{\"directory\":\"etc/examples/dummypay\"}}",
                            given);
            var path = "/connectors/" + made.json().getString("connectorId");
            closed.request("PUT", path + "/generic", "{\"apiKey\":\"" + KEY + "\"}", given);
            var bearer = new String[] {"Authorization", "Bearer " + KEY};

            assertThat(
                    closed.request("GET", path + "/generic/accounts", "", bearer).status(),
                    is(200));
            for (var other :
                    List.of(
                            path,
                            path + "/generic",
                            path + "/state",
                            path + "/generic/accounts/../../state",
                            path + "/generic/accounts%2F..%2F..%2Fstate")) {
                assertThat(other, closed.request("GET", other, "", bearer).status(), is(401));
            }
        }
    }

    @Test
    void theResponsesAreThoseOfTheDocument() {
        for (var path :
                List.of(
                        "/accounts",
                        "/beneficiaries",
                        "/transactions",
                        "/accounts/acc-1/balances")) {
            DevServerOpenApiTest.check(
                    "/paths"
                            + OpenApiDocument.step(
                                    "/connectors/{connectorId}/generic"
                                            + path.replace("acc-1", "{accountId}"))
                            + "/get",
                    get(path));
        }
    }

    private static Response get(String path) {
        return server.request(
                "GET", served + "/generic" + path, "", "Authorization", "Bearer " + KEY);
    }

    private static String reader(String key) {
        return server.connector(
                "generic",
                "{\"apiKey\":\"%s\",\"endpoint\":\"http://127.0.0.1:%d%s/generic\"}"
                        .formatted(key, server.port(), served));
    }

    private static List<JsonObject> walk(String path, String kind, int size) {
        var rows = new ArrayList<JsonObject>();
        for (int i = 0; i < MAX_PAGES; i++) {
            var page = server.post(path + "/fetch/" + kind, "{\"pageSize\":" + size + "}");
            assertThat(page.body(), page.status(), is(200));
            rows.addAll(page.json().getJsonArray(kind).getValuesAs(JsonObject.class));
            if (!page.json().getBoolean("hasMore")) {
                return rows;
            }
        }
        throw new AssertionError("the walk of " + kind + " does not end");
    }

    private static List<String> references(List<JsonObject> rows) {
        return rows.stream().map(row -> row.getString("reference")).toList();
    }
}
