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
    default void fromEveryStateExactlyTheLaterRowsFollow() {
        for (var taskRun : taskRuns()) {
            if (snapshot(taskRun)) {
                continue;
            }
            for (int size : List.of(1, 2)) {
                var states = new ArrayList<FullWalk.Step<Row>>();
                var whole =
                        bench().walk(bench().connector(), taskRun, size)
                                .walk(Optional.empty(), states::add)
                                .references();
                int read = 0;
                for (var step : states) {
                    read += step.page().items().size();
                    if (step.after().isPresent()) {
                        var rest =
                                bench().walk(bench().connector(), taskRun, size).walk(step.after());
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
        var connector = bench().connector();
        for (var taskRun : taskRuns()) {
            var request = taskRun.request(Optional.empty(), 2);
            var one = bench().fetch(connector, taskRun, request);

            one.newState()
                    .ifPresent(value -> bench().fetch(connector, taskRun, request.after(value)));

            assertThat(
                    taskRun + ", asked again", bench().fetch(connector, taskRun, request), is(one));
            assertThat(
                    taskRun + ", asked with null",
                    bench().fetch(
                                    connector,
                                    taskRun,
                                    taskRun.request(Optional.of(JsonValue.NULL), 2)),
                    is(one));
        }
    }

    @Test
    default void behindTheLastRowNothingFollows() {
        for (int size : List.of(1, bench().config().pageSize(), PageSize.MAX)) {
            var poller = new Polling(bench(), bench().connector(), size);
            poller.poll();

            nothingIsPromised(poller, size);
            for (int again = 1; again <= 3; again++) {
                nothingIn(poller.poll().rows(), size);
            }
        }
    }

    /// The first page of the next poll must not have more.
    private void nothingIsPromised(Polling poller, int size) {
        for (var taskRun : poller.fetching()) {
            var state = poller.state(taskRun).map(FullWalk::read);
            if (!snapshot(taskRun)) {
                assertThat(
                        taskRun + " has more behind its end at page size " + size,
                        bench().fetch(bench().connector(), taskRun, taskRun.request(state, size))
                                .hasMore(),
                        is(false));
            }
        }
    }

    private void nothingIn(Map<Place, List<Row>> rows, int size) {
        rows.forEach((taskRun, found) -> {
            if (!snapshot(taskRun)) {
                assertThat(taskRun + " polled again at page size " + size, found, is(empty()));
            }
        });
    }

    private boolean snapshot(Place taskRun) {
        return bench().fixture.snapshots().contains(taskRun.kind());
    }

    private List<Place> taskRuns() {
        var poller = new Polling(bench(), bench().connector(), PageSize.MAX);
        var poll = poller.poll();
        return poller.oneOfEachPath(poll);
    }
}
