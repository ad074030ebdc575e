package dev.connectorproxy.devserver.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What a run finds over all its pages.
class WalkChecksTest {
    private static final Task PAYMENTS = Task.periodically(Task.Type.FETCH_PAYMENTS);

    private static JsonObject check(Run run, RunCheck check) {
        return RunningRuns.json(run).getJsonArray("checks").getJsonObject(check.ordinal());
    }

    private static void assertVerdict(Run run, RunCheck check, String verdict, int count) {
        assertThat(check(run, check).getString("check"), is(check.text()));
        assertThat(check(run, check).getString("verdict"), is(verdict));
        assertThat(check(run, check).getInt("count"), is(count));
    }

    private static JsonObject row(Run run, RunCheck check) {
        return check(run, check).getJsonArray("rows").getJsonObject(0);
    }

    @Test
    void aFlawlessWalkPasses() {
        try (var runs =
                new RunningRuns(
                        new TreeConnector(
                                Task.periodically(
                                        Task.Type.FETCH_ACCOUNTS,
                                        Task.periodically(Task.Type.FETCH_BALANCES)),
                                PAYMENTS))) {
            var run = runs.run("{\"pageSize\":1}");

            for (var check : RunCheck.values()) {
                boolean polls = check == RunCheck.POLL_STABILITY;
                assertVerdict(run, check, polls ? "notChecked" : "passed", 0);
            }
            assertVerdict(runs.run("{}"), RunCheck.POLL_STABILITY, "passed", 0);
        }
    }

    @Test
    void aRowThatComesTwiceInOneListIsFound() {
        var connector = new TreeConnector(PAYMENTS);
        connector.payments.add(TreeConnector.payment("p1"));
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{\"pageSize\":2}");

            assertVerdict(run, RunCheck.DOUBLES, "failed", 1);
            assertThat(row(run, RunCheck.DOUBLES).getString("key"), is("p1"));
            assertThat(
                    row(run, RunCheck.DOUBLES).getString("message"),
                    containsString("twice in one list, first by call 2"));
        }
    }

    @Test
    void aRowThatComesAgainWithAnotherContentIsAWarning() {
        var connector = new TreeConnector(PAYMENTS);
        connector.payments.add(TreeConnector.payment("p1").withParent("p2"));
        try (var runs = new RunningRuns(connector)) {
            assertVerdict(runs.run("{\"pageSize\":2}"), RunCheck.DOUBLES, "warning", 1);
        }
    }

    @Test
    void aListThatReturnsToAStateItHadFailsItsTask() {
        try (var runs = new RunningRuns(new Script(request -> turn(request)))) {
            var run = runs.run("{}");

            assertVerdict(run, RunCheck.STATE_MOVES, "failed", 1);
            assertThat(RunningRuns.status(run), is(RunStatus.FAILED));
            assertThat(
                    RunningRuns.tasks(run).getFirst().error().orElseThrow().getString("details"),
                    is("the list of payments returns to a state that it had"));
        }
    }

    /// Pages with the states 1, 2, 1, 2 …
    private static PaymentsPage turn(FetchRequest request) {
        boolean one = request.state().filter(state -> state.toString().equals("1")).isPresent();
        return PaymentsPage.of(List.of(), Json.createValue(one ? 2 : 1), true);
    }

    @Test
    void aListThatDoesNotMoveOnFailsItsTaskWithoutRetries() {
        try (var runs =
                new RunningRuns(
                        new Script(_ -> PaymentsPage.of(List.of(), Json.createValue(1), true)))) {
            var run = runs.run("{}");

            assertVerdict(run, RunCheck.STATE_MOVES, "failed", 1);
            assertThat(runs.slept.isEmpty(), is(true));
        }
    }

    @Test
    void aPollThatBringsARowAgainUnchangedIsFound() {
        var payments = List.of(TreeConnector.payment("p1"));
        try (var runs =
                new RunningRuns(
                        new Script(_ -> PaymentsPage.of(payments, Json.createValue(1), false)))) {
            assertVerdict(runs.run("{}"), RunCheck.POLL_STABILITY, "notChecked", 0);

            var run = runs.run("{}");

            assertVerdict(run, RunCheck.POLL_STABILITY, "warning", 1);
            assertThat(row(run, RunCheck.POLL_STABILITY).getString("key"), is("p1"));
        }
    }

    @Test
    void anInstallTreeBeyondTheCapabilitiesIsFound() {
        try (var runs =
                new RunningRuns(
                        new TreeConnector(
                                Task.periodically(Task.Type.FETCH_OTHERS).named("users")))) {
            var run = runs.run("{}");

            assertVerdict(run, RunCheck.INSTALL_TREE, "failed", 4);
            assertThat(
                    check(run, RunCheck.INSTALL_TREE).toString(),
                    containsString("has a task of FETCH_OTHERS, which is not declared"));
        }
    }

    @Test
    void aParentThatNeverAppearsIsFound() {
        var connector = new TreeConnector(PAYMENTS);
        connector.payments.add(TreeConnector.payment("p3").withParent("p1"));
        connector.payments.add(TreeConnector.payment("p4").withParent("p5"));
        connector.payments.add(TreeConnector.payment("p5").withParent("gone"));
        try (var runs = new RunningRuns(connector)) {
            var run = runs.run("{}");

            assertVerdict(run, RunCheck.PARENTS, "warning", 1);
            assertThat(row(run, RunCheck.PARENTS).getString("key"), is("p5"));
            assertThat(
                    row(run, RunCheck.PARENTS).getString("message"),
                    is("its parent gone does not appear"));
        }
    }

    @Test
    void skippedRowsAndTheWarningsOfPagesAreListed() {
        var faulty =
                TreeConnector.payment("p1")
                        .as(
                                PaymentType.UNKNOWN,
                                PaymentStatus.PENDING,
                                TreeConnector.payment("p1").scheme());
        var skipped = SkippedRow.of("p2", SkippedRow.Reason.UNKNOWN_ASSET, "no asset: ZZZ");
        try (var runs =
                new RunningRuns(
                        new Script(_ ->
                                new PaymentsPage(
                                        List.<Payment>of(faulty),
                                        List.of(),
                                        Optional.empty(),
                                        false,
                                        List.of(skipped))))) {
            var run = runs.run("{}");

            assertVerdict(run, RunCheck.SKIPPED, "warning", 1);
            assertThat(
                    row(run, RunCheck.SKIPPED).getString("message"),
                    is("UNKNOWN_ASSET: no asset: ZZZ"));
            assertThat(row(run, RunCheck.PAGE_WARNINGS).getString("key"), is("p1"));
        }
    }

    /// A connector whose payments a test writes.
    private record Script(Function<FetchRequest, PaymentsPage> pages) implements PaymentConnector {
        @Override
        public List<Task> install(Call call) {
            return List.of(PAYMENTS);
        }

        @Override
        public PaymentsPage fetchPayments(FetchRequest request, Call call) {
            return pages.apply(request);
        }
    }
}
