package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.payment.PageSize;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Point 3: a full history, whatever the page size.
interface Point03History extends Point {

    @TestFactory
    @Checks(ReviewRule.PAGING)
    default Stream<DynamicTest> theWholeHistoryComesOnce() {
        return Stream.of(1, 2, harness().config().pageSize(), PageSize.MAX)
                .distinct()
                .map(size ->
                        DynamicTest.dynamicTest("at page size " + size, () -> wholeHistory(size)));
    }

    @Test
    default void noPageHasMoreRowsThanAskedFor() {
        var poller = new InstallTreePoller(harness(), harness().connector(), PageSize.MAX);
        poller.poll();

        for (var taskRun : poller.fetching()) {
            if (harness().fixture.snapshots().contains(taskRun.kind())
                    || harness().fixture.longPages().contains(taskRun.kind())) {
                continue;
            }
            for (int size : List.of(1, 2, 3)) {
                harness()
                        .walk(harness().connector(), taskRun, size)
                        .walk(
                                Optional.empty(),
                                step -> {
                                    assertThat(
                                            "rows on page " + step.number() + " of " + taskRun,
                                            step.page().items().size(),
                                            is(lessThanOrEqualTo(size)));
                                    return true;
                                });
            }
        }
    }

    private void wholeHistory(int size) {
        var poller = new InstallTreePoller(harness(), harness().connector(), size);

        var poll = poller.poll();

        for (var kind : kinds()) {
            assertThat(
                    Point.method(kind) + " at page size " + size,
                    poll.references(kind),
                    is(new TreeSet<>(harness().fixture.references(kind))));
            assertThat("rows of the fixture", poll.references(kind), is(not(empty())));
        }
        poll.rows()
                .forEach((taskRun, rows) ->
                        assertThat(
                                "references that came twice from " + taskRun,
                                doubled(rows),
                                is(empty())));
    }

    private static List<String> doubled(List<FetchedRow> rows) {
        var references = rows.stream().map(FetchedRow::reference).toList();
        return new FullWalk.Walked(references, Optional.empty(), 1, true).duplicates();
    }
}
