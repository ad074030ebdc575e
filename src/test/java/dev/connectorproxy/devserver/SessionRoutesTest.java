package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentsPage;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The states and rows of a connector are exported and imported.
class SessionRoutesTest {
    private static final String PATH = "/paths/~1connectors~1{connectorId}~1";

    private final RunningDevServer server =
            new RunningDevServer(
                    new ScriptedProvider(Set.of(Capability.FETCH_PAYMENTS), _ -> new Bank()));

    @AfterEach
    void stop() {
        server.close();
    }

    /// A connector whose state of payments contains its secret.
    private static final class Bank implements PaymentConnector {
        @Override
        public PaymentsPage fetchPayments(FetchRequest request, Call call) {
            return new PaymentsPage(
                    List.of(ScriptedProvider.payment("p1")),
                    List.of("p0"),
                    Optional.of(Json.createValue("s3cret-key")),
                    false);
        }

        @Override
        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
            return Page.of(
                    List.of(
                            Account.of("a1", Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT)
                                    .withName("Main")),
                    Json.createObjectBuilder().add("next", 1).build(),
                    true);
        }
    }

    private String filled() {
        var path = server.connector("scripted");
        server.post(path + "/fetch/accounts", "");
        server.post(path + "/fetch/payments", "");
        return path;
    }

    @Test
    void aResetForgetsStatesAndRowsAndKeepsTheRest() {
        var path = filled();
        server.post(path + "/baselines", "{\"name\":\"before\"}");
        var configuration = server.get(path).json().get("config");

        var reset = server.post(path + "/reset", "");

        DevServerOpenApiTest.check(PATH + "reset/post", reset);
        assertThat(reset.status(), is(204));
        assertThat(server.get(path + "/rows/accounts").json().getInt("count"), is(0));
        assertThat(server.get(path + "/state").body(), not(containsString("next")));
        assertThat(server.get(path + "/baselines").body(), containsString("before"));
        assertThat(server.get(path).json().get("config"), is(configuration));
        server.post(path + "/fetch/accounts", "");
        assertThat(server.get(path + "/rows/accounts").json().getInt("count"), is(1));
    }

    @Test
    void whatOneConnectorExportsAnotherImports() {
        var path = filled();
        var other = server.connector("scripted");

        var export = server.get(path + "/export");
        DevServerOpenApiTest.check(PATH + "export/get", export);
        var result = server.post(other + "/import", export.body());
        DevServerOpenApiTest.check(PATH + "import/post", result);

        assertThat(result.json().getInt("rows"), is(3));
        assertThat(result.json().getInt("states"), is(1));
        assertThat(result.json().getInt("maskedStates"), is(1));
        assertThat(server.get(other + "/rows").json(), is(server.get(path + "/rows").json()));
        var account = server.get(other + "/rows/accounts/a1").json();
        assertThat(account.getJsonObject("row").getString("name"), is("Main"));
        assertThat(account.isNull("page"), is(true));
        assertThat(
                server.get(other + "/state").json().getJsonObject("fetch").get("accounts"),
                is(server.get(path + "/state").json().getJsonObject("fetch").get("accounts")));
    }

    @Test
    void anImportReplacesWhatWasThere() {
        var path = filled();
        var empty = server.get(server.connector("scripted") + "/export").body();

        server.post(path + "/import", empty);

        var counts = server.get(path + "/rows").json().getJsonObject("rows");
        assertThat(counts.getJsonObject("accounts").getInt("count"), is(0));
        assertThat(
                server.get(path + "/state").json().getJsonObject("byPayload"),
                is(JsonValue.EMPTY_JSON_OBJECT));
    }

    @Test
    void anExportHasNeitherTheConfigurationNorASecret() {
        var export = server.get(filled() + "/export");

        assertThat(export.body(), not(containsString("s3cret-key")));
        assertThat(export.body(), not(containsString("apiKey")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | its format is not connector-session, version 1",
                "{'format':'connector-session','version':2} | its format is not connector-session, version 1",
                "{'format':'connector-session','version':1,'provider':'x'} | it is of the provider x, not scripted",
                "{'format':'connector-session','version':1,'provider':'x','states':[{}]} | invalid request: state: kind is missing"
            })
    void whatIsNoExportOfTheProviderIsRefused(String body, String details) {
        var path = filled();

        var response = server.post(path + "/import", body.replace('\'', '"'));

        assertThat(response.status(), is(400));
        assertThat(response.message(), is("invalid export"));
        assertThat(response.details(), is(details));
        var counts = server.get(path + "/rows").json().getJsonObject("rows");
        assertThat(counts.getJsonObject("accounts").getInt("count"), is(1));
    }
}
