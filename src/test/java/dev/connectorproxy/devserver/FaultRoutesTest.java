package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Faults in the egress of one connector, set over HTTP.
class FaultRoutesTest {
    private static final Egress NETWORK =
            (_, _) -> new HttpResponse(200, List.of(), "[]".getBytes(StandardCharsets.UTF_8));
    private static RunningDevServer server;

    /// Sends one request for each fetch.
    private record Sending(Egress egress) implements PaymentConnector {
        @Override
        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
            var sent =
                    new HttpRequest(
                            "GET",
                            "https://bank.example/v1/accounts",
                            List.of(),
                            Optional.empty(),
                            Redirects.RETURN,
                            Retries.NONE);
            var response = egress.send(sent, call);
            if (response.status() != 200) {
                throw PaymentException.of(
                        PaymentError.UPSTREAM_ERROR, "status " + response.status());
            }
            return Page.whole(List.of());
        }
    }

    @BeforeAll
    static void start() {
        server =
                new RunningDevServer(
                        List.of(
                                new ScriptedProvider(
                                        Set.of(Capability.FETCH_ACCOUNTS),
                                        context -> new Sending(context.egress()))),
                        NETWORK,
                        UUID::randomUUID);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void faultsApplyToOneConnectorAndAreRecordedAsItsExchanges() {
        var path = server.connector("scripted");
        var other = server.connector("scripted");

        server.request(
                "PUT",
                path + "/faults",
                "{\"faults\":[{\"kind\":\"server-error\",\"status\":503,\"path\":\"/v1/*\",\"times\":1}]}");
        var untouched = server.post(other + "/fetch/accounts", "");
        var failed = server.post(path + "/fetch/accounts", "");
        var after = server.post(path + "/fetch/accounts", "");

        assertThat(untouched.status(), is(200));
        assertThat(failed.details(), containsString("status 503"));
        assertThat(after.status(), is(200));
        assertThat(fault(path).getInt("applied"), is(1));
        assertThat(
                server.get(path + "/exchanges?status=503").json().getJsonArray("exchanges").size(),
                is(1));
    }

    @Test
    void removedFaultsApplyNoLonger() {
        var path = server.connector("scripted");
        server.request("PUT", path + "/faults", "{\"faults\":[{\"kind\":\"server-error\"}]}");

        var removed = server.request("DELETE", path + "/faults", "");

        assertThat(removed.status(), is(204));
        assertThat(server.post(path + "/fetch/accounts", "").status(), is(200));
        assertThat(server.get(path + "/faults").body(), is("{\"seed\":0,\"faults\":[]}\n"));
    }

    @Test
    void whatWasSetIsShownWithTheSeedThatWasDrawn() {
        var path = server.connector("scripted");

        var set =
                server.request(
                        "PUT", path + "/faults", "{\"faults\":[{\"kind\":\"slow\",\"delay\":5}]}");
        var seeded = server.request("PUT", path + "/faults", "{\"seed\":12,\"faults\":[]}");

        assertThat(
                set.json().getJsonArray("faults").getJsonObject(0).toString(),
                is(
                        "{\"kind\":\"slow\",\"method\":null,\"path\":null,\"times\":null,\"percent\":100,"
                                + "\"delay\":5,\"applied\":0}"));
        assertThat(set.json().getInt("seed") >= 0, is(true));
        assertThat(seeded.json().getInt("seed"), is(12));
    }

    @Test
    void aWrongFaultIsRefusedAndChangesNothing() {
        var path = server.connector("scripted");
        server.request("PUT", path + "/faults", "{\"seed\":1,\"faults\":[{\"kind\":\"html\"}]}");

        var refused =
                server.request(
                        "PUT",
                        path + "/faults",
                        "{\"faults\":[{\"kind\":\"html\"},{\"kind\":\"x\"}]}");

        assertThat(refused.status(), is(400));
        assertThat(refused.details(), containsString("faults[1]: kind must be one of"));
        assertThat(fault(path).getString("kind"), is("html"));
    }

    @Test
    void aSecretInARuleIsMasked() {
        var path = server.connector("scripted");

        var set =
                server.request(
                        "PUT",
                        path + "/faults",
                        "{\"faults\":[{\"kind\":\"html\",\"path\":\"/s3cret-key/*\"}]}");

        assertThat(set.status(), is(200));
        assertThat(set.body(), not(containsString("s3cret-key")));
        assertThat(server.get(path + "/faults").body(), not(containsString("s3cret-key")));
    }

    private static JsonObject fault(String path) {
        return server.get(path + "/faults").json().getJsonArray("faults").getJsonObject(0);
    }
}
