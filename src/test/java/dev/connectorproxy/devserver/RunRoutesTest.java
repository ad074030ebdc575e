package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The routes of runs.
class RunRoutesTest extends DevServerCase {
    private static final String OPERATION = "/paths/~1connectors~1{connectorId}~1runs";

    @Test
    void aRunFetchesWhatTheInstallTreeHasAndCanBeReadAfterwards() {
        var path = server.connector("fake");

        var run = server.post(path + "/runs?wait=60", "");

        DevServerOpenApiTest.check(OPERATION + "/post", run);
        assertThat(run.status(), is(201));
        assertThat(run.json().getString("status"), is("done"));
        assertThat(run.json().getInt("rows"), is(5));
        assertThat(run.json().getInt("pages"), is(3));
        var node = run.json().getJsonArray("tree").getJsonObject(0);
        assertThat(node.getString("kind"), is("accounts"));
        assertThat(node.getJsonObject("tasks").getInt("done"), is(1));
        var list = server.get(path + "/runs");
        DevServerOpenApiTest.check(OPERATION + "/get", list);
        assertThat(list.json().getJsonArray("runs").getJsonObject(0).getInt("run"), is(1));
        var tasks = server.get(path + "/runs/1/tasks?status=done&limit=1");
        DevServerOpenApiTest.check(OPERATION + "~1{run}~1tasks/get", tasks);
        assertThat(tasks.json().getJsonArray("tasks").getJsonObject(0).getInt("pages"), is(3));
        assertThat(state(path, "accounts").getBoolean("hasMore"), is(false));
    }

    @Test
    void aRunIsSteppedContinuedCancelledAndForgotten() {
        var path = server.connector("fake");
        var run = server.post(path + "/runs?wait=60", "{\"step\":true}");
        DevServerOpenApiTest.check(OPERATION + "/post", run);
        assertThat(run.json().getString("status"), is("paused"));

        var stepped = server.post(path + "/runs/1/step?wait=60", "");
        assertThat(stepped.json().getString("status"), is("paused"));
        assertThat(stepped.json().getInt("pages"), is(1));
        assertThat(server.post(path + "/runs", "").status(), is(409));

        var cancelled = server.post(path + "/runs/1/cancel", "");
        DevServerOpenApiTest.check(OPERATION + "~1{run}~1cancel/post", cancelled);
        assertThat(cancelled.json().getString("status"), is("cancelled"));
        assertThat(server.post(path + "/runs/1/step", "").status(), is(409));
        assertThat(server.request("DELETE", path + "/runs/1", "").status(), is(204));
        assertThat(server.get(path + "/runs/1").status(), is(404));
        var rest = server.post(path + "/runs?wait=60", "");
        assertThat(rest.json().getInt("rows"), is(3));
    }

    @ParameterizedTest
    @CsvSource({
        "runs/7, 404",
        "runs/x, 404",
        "runs/7/tasks, 404",
        "runs/99999999999999999999, 404"
    })
    void whatDoesNotExistIsNotFound(String route, int status) {
        assertThat(server.get(server.connector("fake") + "/" + route).status(), is(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kinds':['nope']} | invalid kinds",
                "{'maxRows':0}      | invalid maxRows",
                "{'pageSize':1001}  | invalid pageSize"
            })
    void anInvalidOptionIsRefused(String body, String message) {
        var response = server.post(server.connector("fake") + "/runs", body.replace('\'', '"'));

        assertThat(response.status(), is(400));
        assertThat(response.message(), is(message));
    }

    @Test
    void noResponseContainsASecret() {
        var scripted = new ScriptedProvider(Set.of(Capability.FETCH_ACCOUNTS), _ -> new Leaking());
        try (var leaking = new RunningDevServer(scripted)) {
            var path = leaking.connector("scripted");

            var run = leaking.post(path + "/runs?wait=60", "{\"retries\":0}");
            var tasks = leaking.get(path + "/runs/1/tasks");

            for (var response : List.<Response>of(run, tasks, leaking.get(path + "/runs"))) {
                assertThat(response.body(), not(containsString("s3cret-key")));
            }
            assertThat(
                    tasks.json().getJsonArray("tasks").getJsonObject(1).getString("payload"),
                    is("acc-***"));
            assertThat(tasks.body(), containsString("balances of ***"));
        }
    }

    /// A connector that has its secret in a reference, the name of a task and a failure.
    private static final class Leaking implements PaymentConnector {
        @Override
        public List<Task> install(Call call) {
            return List.of(
                    Task.periodically(
                                    Task.Type.FETCH_ACCOUNTS,
                                    Task.periodically(Task.Type.FETCH_BALANCES))
                            .named("s3cret-key"));
        }

        @Override
        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
            return Page.whole(
                    List.of(
                            Account.of(
                                    "acc-s3cret-key", Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT)));
        }

        @Override
        public Page<Balance> fetchBalances(FetchRequest request, Call call) {
            throw PaymentException.of(PaymentError.INVALID_REQUEST, "balances of s3cret-key");
        }
    }
}
