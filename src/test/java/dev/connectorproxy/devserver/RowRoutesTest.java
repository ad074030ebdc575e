package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows that were fetched can be searched.
class RowRoutesTest {
    private static final String OPERATION = "/paths/~1connectors~1{connectorId}~1rows";

    private final RunningDevServer server =
            new RunningDevServer(
                    new ScriptedProvider(Set.of(Capability.FETCH_PAYMENTS), _ -> new Ledger()));
    private final String path = server.connector("scripted");

    @AfterEach
    void stop() {
        server.close();
    }

    /// Two pages of payments, the second of which deletes one of the first, and a balance.
    private static final class Ledger implements PaymentConnector {
        @Override
        public PaymentsPage fetchPayments(FetchRequest request, Call call) {
            if (request.state().isEmpty()) {
                return PaymentsPage.of(
                        List.of(
                                payment("p1", 1, PaymentType.PAYOUT, "a1"),
                                payment("p2", 2, PaymentType.PAY_IN, "a2"),
                                payment("p3", 3, PaymentType.PAYOUT, "a2")),
                        Json.createObjectBuilder().add("key", "s3cret-key").build(),
                        true);
            }
            return new PaymentsPage(
                    List.of(payment("p4", 0, PaymentType.TRANSFER, "a1")),
                    List.of("p3"),
                    Optional.of(Json.createValue(2)),
                    false);
        }

        private static Payment payment(String reference, int day, PaymentType type, String source) {
            var raw = Json.createObjectBuilder().add("key", "s3cret-key").add("n", reference);
            return Payment.of(reference, Instant.EPOCH.plusSeconds(86_400L * day), raw.build())
                    .as(type, PaymentStatus.SUCCEEDED, PaymentScheme.OTHER)
                    .withAmount(BigInteger.TEN, "USD/2")
                    .between(Optional.of(source), Optional.empty());
        }

        @Override
        public Page<Balance> fetchBalances(FetchRequest request, Call call) {
            return Page.whole(List.of(Balance.of("a/1", Instant.EPOCH, BigInteger.ONE, "EUR/2")));
        }
    }

    private void fetchAll() {
        server.post(path + "/fetch/payments", "");
        server.post(path + "/fetch/payments", "");
    }

    private Response rows(String query) {
        var response = server.get(path + "/rows/payments" + query);
        DevServerOpenApiTest.check(OPERATION + "~1payments/get", response);
        return response;
    }

    private static List<String> keys(Response response) {
        return response.json().getJsonArray("rows").getValuesAs(JsonObject.class).stream()
                .map(row -> row.getString("key"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | p4 p1 p2",
                "?deleted=true                 | p3",
                "?type=payout                  | p1",
                "?status=SUCCEEDED&account=a2  | p2",
                "?status=FAILED                | ''",
                "?from=1970-01-02T00:00:00Z    | p1 p2",
                "?to=1970-01-02T00:00:00Z      | p4 p1",
                "?q=TRANSFER                   | p4",
                "?q=s3cret                     | ''",
                "?limit=2                      | p4 p1",
                "?cursor=1970-01-02T00:00:00Z,p1 | p2"
            })
    void rowsAreFoundByTheirFields(String query, String expected) {
        fetchAll();

        assertThat(String.join(" ", keys(rows(query))), is(expected));
    }

    @Test
    void aListIsReadPageByPage() {
        fetchAll();

        var first = rows("?limit=2");
        var next = URLEncoder.encode(first.json().getString("next"), StandardCharsets.UTF_8);
        var second = rows("?limit=2&cursor=" + next);

        assertThat(first.json().getInt("count"), is(3));
        assertThat(keys(second), is(List.of("p2")));
        assertThat(second.json().isNull("next"), is(true));
    }

    @Test
    void oneRowHasItsRawAndItsPageWithTheStatesAndNoSecrets() {
        fetchAll();

        var response = server.get(path + "/rows/payments/p4");

        DevServerOpenApiTest.check(OPERATION + "~1payments~1{+key}/get", response);
        var page = response.json().getJsonObject("page");
        assertThat(
                response.json().getJsonObject("row").getJsonObject("raw").getString("n"), is("p4"));
        assertThat(page.getJsonObject("stateBefore").getString("key"), is("***"));
        assertThat(page.getInt("stateAfter"), is(2));
        assertThat(response.body(), not(containsString("s3cret")));
        var alone = server.get(path + "/pages/" + page.getInt("call"));
        DevServerOpenApiTest.check("/paths/~1connectors~1{connectorId}~1pages~1{call}/get", alone);
        assertThat(alone.json(), is(page));
        assertThat(keys(rows("?call=" + page.getInt("call"))), is(List.of("p4")));
    }

    @Test
    void aBalanceIsFoundByItsAccountAssetAndTime() {
        server.post(path + "/fetch/balances", "{\"account\":{\"reference\":\"a/1\"}}");

        var list = server.get(path + "/rows/balances?account=a/1");
        var key = keys(list).getFirst();
        var one =
                server.get(
                        path + "/rows/balances/" + URLEncoder.encode(key, StandardCharsets.UTF_8));

        assertThat(key, is("a/1|EUR/2|1970-01-01T00:00:00Z"));
        assertThat(one.json().getString("key"), is(key));
    }

    @Test
    void rowsAreCountedAndForgotten() {
        fetchAll();

        var counts = server.get(path + "/rows").json().getJsonObject("rows");
        assertThat(counts.getJsonObject("payments").getInt("count"), is(3));
        assertThat(counts.getJsonObject("payments").getInt("deleted"), is(1));

        assertThat(server.request("DELETE", path + "/rows", "").status(), is(204));
        assertThat(keys(rows("")), is(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, invalid from",
        "limit=10001, invalid limit",
        "cursor=x, invalid cursor",
        "deleted=maybe, invalid deleted",
        "call=x, invalid call"
    })
    void anInvalidParameterIsRefused(String query, String message) {
        var response = rows("?" + query);

        assertThat(response.status(), is(400));
        assertThat(response.message(), is(message));
    }

    @Test
    void anUnknownRowIsNotFound() {
        assertThat(server.get(path + "/rows/payments/nope").status(), is(404));
        assertThat(server.get(path + "/pages/99").status(), is(404));
    }
}
