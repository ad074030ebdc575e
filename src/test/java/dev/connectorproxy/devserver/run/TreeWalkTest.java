package dev.connectorproxy.devserver.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A run walks the install tree as the engine does.
class TreeWalkTest {
    private static final Task ACCOUNTS_WITH_BALANCES =
            Task.periodically(
                    Task.Type.FETCH_ACCOUNTS, Task.periodically(Task.Type.FETCH_BALANCES));
    private static final Task PAYMENTS = Task.periodically(Task.Type.FETCH_PAYMENTS);

    @Test
    void theTasksThatFollowARowRunBeforeTheNextPageOfItsList() {
        var connector = new TreeConnector(ACCOUNTS_WITH_BALANCES, PAYMENTS);
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{\"pageSize\":2}");

            assertThat(RunningRuns.status(run), is(RunStatus.DONE));
            assertThat(
                    connector.calls,
                    contains(
                            "accounts 0",
                            "balances a1 0",
                            "balances a2 0",
                            "accounts 2",
                            "balances a3 0",
                            "payments 0"));
        }
    }

    @Test
    void thePayloadOfAnOtherIsWhatItWraps() {
        var connector =
                new TreeConnector(
                        Task.periodically(Task.Type.FETCH_OTHERS, PAYMENTS).named("users"));
        try (var runs = new RunningRuns(connector)) {
            runs.run("{}");

            assertThat(connector.calls, contains("users 0", "payments {\"user\":\"u1\"} 0"));
        }
    }

    @Test
    void aSecondRunContinuesFromTheKeptStatesForTheRowsThatAreKnown() {
        var connector = new TreeConnector(ACCOUNTS_WITH_BALANCES, PAYMENTS);
        try (var runs = new RunningRuns(connector)) {
            runs.run("{}");
            connector.calls.clear();
            connector.accounts.add("a4");

            var run = runs.run("{}");

            assertThat(
                    connector.calls,
                    contains(
                            "accounts 3",
                            "balances a4 0",
                            "balances a1 1",
                            "balances a2 1",
                            "balances a3 1",
                            "payments 2"));
            assertThat(RunningRuns.json(run).getInt("newRows"), is(2));
        }
    }

    @Test
    void aTaskThatRunsOnceIsSkippedAfterwards() {
        var connector = new TreeConnector(Task.once(Task.Type.FETCH_PAYMENTS));
        try (var runs = new RunningRuns(connector)) {
            runs.run("{}");
            connector.calls.clear();

            var run = runs.run("{}");

            assertThat(connector.calls, is(empty()));
            assertThat(RunningRuns.tasks(run).getFirst().status(), is(TaskStatus.SKIPPED));
            assertThat(
                    RunningRuns.tasks(run).getFirst().note().orElseThrow(),
                    is("runs once, and has run"));
        }
    }

    @Test
    void aRunFromTheStartForgetsNeitherRowsNorItsOwnPosition() {
        var connector = new TreeConnector(ACCOUNTS_WITH_BALANCES);
        try (var runs = new RunningRuns(connector)) {
            runs.run("{}");
            connector.calls.clear();
            connector.accounts.remove("a3");

            var run = runs.run("{\"fromStart\":true,\"pageSize\":1}");

            assertThat(
                    connector.calls,
                    contains("accounts 0", "balances a1 0", "accounts 1", "balances a2 0"));
            assertThat(RunningRuns.json(run).getInt("newRows"), is(0));
        }
    }

    @Test
    void onlyTheKindsThatAreWantedAreFetchedAndWhatLeadsThere() {
        var connector = new TreeConnector(ACCOUNTS_WITH_BALANCES, PAYMENTS);
        connector.accounts.removeLast();
        try (var runs = new RunningRuns(connector)) {
            runs.run("{\"kinds\":[\"balances\"]}");

            assertThat(connector.calls, contains("accounts 0", "balances a1 0", "balances a2 0"));
        }
    }

    @Test
    void aTaskThatFailsLosesNoOther() {
        var connector = new TreeConnector(ACCOUNTS_WITH_BALANCES, PAYMENTS);
        connector.before(call -> {
            if (call.startsWith("balances a2")) {
                throw PaymentException.of(PaymentError.INVALID_REQUEST, "key s3cret-key");
            }
        });
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{}");

            assertThat(RunningRuns.status(run), is(RunStatus.FAILED));
            assertThat(
                    RunningRuns.tasks(run).stream().map(RunTask::status).toList(),
                    is(
                            List.of(
                                    TaskStatus.DONE,
                                    TaskStatus.DONE,
                                    TaskStatus.DONE,
                                    TaskStatus.FAILED,
                                    TaskStatus.DONE)));
            assertThat(
                    RunningRuns.tasks(run).get(3).error().orElseThrow().getString("details"),
                    is("invalid request: key ***"));
        }
    }

    @Test
    void webhooksAreNotCreated() {
        var connector = new TreeConnector(Task.once(Task.Type.CREATE_WEBHOOKS, PAYMENTS));
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{}");

            assertThat(connector.calls, is(empty()));
            assertThat(RunningRuns.status(run), is(RunStatus.DONE));
        }
    }

    @Test
    void aConnectorWithoutAnInstallTreeFailsTheRun() {
        try (var runs = new RunningRuns(new PaymentConnector() {})) {
            var run = runs.run("{}");

            assertThat(RunningRuns.status(run), is(RunStatus.FAILED));
            assertThat(
                    RunningRuns.json(run).getJsonObject("error").getString("code"),
                    is("UNIMPLEMENTED"));
        }
    }
}
