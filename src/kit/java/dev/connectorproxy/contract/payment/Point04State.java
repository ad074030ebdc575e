package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.PageSize;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Point 4: the state, which is the only data that one fetch passes to the next.
interface Point04State extends Point {

    @Test
    @Checks(ReviewRule.PAGING)
    default void fromEveryStateExactlyTheLaterRowsFollow() {
        for (var taskRun : taskRuns()) {
            if (snapshot(taskRun)) {
                continue;
            }
            for (int size : List.of(1, 2)) {
                var states = new ArrayList<FullWalk.Step<FetchedRow>>();
                var whole =
                        harness()
                                .walk(harness().connector(), taskRun, size)
                                .walk(Optional.empty(), states::add)
                                .references();
                int read = 0;
                for (var step : states) {
                    read += step.page().items().size();
                    if (step.after().isPresent()) {
                        var rest =
                                harness()
                                        .walk(harness().connector(), taskRun, size)
                                        .walk(step.after());
                        assertThat(
                                taskRun + " from " + step.after().get(),
                                rest.references(),
                                is(whole.subList(read, whole.size())));
                    }
                }
            }
        }
    }

    @Test
    default void theSameRequestBringsTheSamePage() {
        var connector = harness().connector();
        for (var taskRun : taskRuns()) {
            var request = taskRun.request(Optional.empty(), 2);
            var one = harness().fetch(connector, taskRun, request);

            one.newState()
                    .ifPresent(value -> harness().fetch(connector, taskRun, request.after(value)));

            assertThat(
                    taskRun + ", asked again",
                    harness().fetch(connector, taskRun, request),
                    is(one));
            assertThat(
                    taskRun + ", asked with null",
                    harness()
                            .fetch(
                                    connector,
                                    taskRun,
                                    taskRun.request(Optional.of(JsonValue.NULL), 2)),
                    is(one));
        }
    }

    @Test
    default void behindTheLastRowNothingFollows() {
        for (int size : List.of(1, harness().config().pageSize(), PageSize.MAX)) {
            var poller = new InstallTreePoller(harness(), harness().connector(), size);
            poller.poll();

            nothingIsPromised(poller, size);
            for (int again = 1; again <= 3; again++) {
                nothingIn(poller.poll().rows(), size);
            }
        }
    }

    /// The first page of the next poll must not have more.
    private void nothingIsPromised(InstallTreePoller poller, int size) {
        for (var taskRun : poller.fetching()) {
            var state = poller.state(taskRun).map(FullWalk::read);
            if (!snapshot(taskRun)) {
                assertThat(
                        taskRun + " has more behind its end at page size " + size,
                        harness()
                                .fetch(harness().connector(), taskRun, taskRun.request(state, size))
                                .hasMore(),
                        is(false));
            }
        }
    }

    private void nothingIn(Map<TaskRun, List<FetchedRow>> rows, int size) {
        rows.forEach((taskRun, found) -> {
            if (!snapshot(taskRun)) {
                assertThat(taskRun + " polled again at page size " + size, found, is(empty()));
            }
        });
    }

    private boolean snapshot(TaskRun taskRun) {
        return harness().fixture.snapshots().contains(taskRun.kind());
    }

    private List<TaskRun> taskRuns() {
        var poller = new InstallTreePoller(harness(), harness().connector(), PageSize.MAX);
        var poll = poller.poll();
        return poller.oneOfEachPath(poll);
    }
}
