package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Point 5: new rows since the last poll.
interface Point05Increments extends Point {

    @Test
    default void rowsAddedLaterComeWithTheNextPoll() {
        int changes = grows(kind -> harness().fixture.add(kind, false));

        assertThat("rows that the fixture added", changes, is(greaterThan(0)));
    }

    @Test
    @Checks(ReviewRule.PAGING)
    default void rowsAddedWithTheTimestampOfTheLastOneComeToo() {
        grows(kind -> harness().fixture.add(kind, true));
    }

    @Test
    default void rowsChangedLaterComeAgain() {
        grows(kind -> harness().fixture.update(kind));
    }

    @Test
    default void deletionsBetweenPagesLoseNoOtherRow() {
        for (var kind : incremental()) {
            for (int stop = 1; stop <= 3; stop++) {
                harness().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
                losesNothingElse(kind, stop);
            }
        }
    }

    @Test
    default void theClockOfTheMachineDoesNotMatter() {
        for (var now :
                List.of(
                        Instant.parse("1999-12-31T23:59:59Z"),
                        ProviderContract.NOW.plus(Duration.ofDays(40_000)))) {
            var poll = new InstallTreePoller(harness(), harness().connector(now), 2).poll();
            for (var kind : kinds()) {
                assertThat(
                        Point.method(kind) + " at " + now,
                        poll.references(kind),
                        is(new TreeSet<>(harness().fixture.references(kind))));
            }
        }
    }

    private void losesNothingElse(Task.Type kind, int stop) {
        var poller = new InstallTreePoller(harness(), harness().connector(), 2);
        var poll = poller.poll();
        var taskRun =
                poller.oneOfEachPath(poll).stream().filter(it -> it.kind() == kind).findFirst();
        if (taskRun.isEmpty()) {
            return;
        }
        var walk = harness().walk(harness().connector(), taskRun.get(), 1);
        var all = walk.walk().references();
        var begun = walk.walk(Optional.empty(), step -> step.number() < stop);
        var deleted = harness().fixture.delete(kind);
        if (deleted.isEmpty() || begun.finished()) {
            return;
        }

        var whole = begun.then(walk.walk(begun.state()));

        var expected = all.stream().filter(text -> !text.equals(deleted.get())).toList();
        assertThat(
                taskRun.get() + " without " + deleted.get() + " after page " + stop,
                whole.missing(expected),
                is(List.of()));
        assertThat(whole.duplicates(), is(List.of()));
    }

    private int grows(Function<Task.Type, Optional<String>> change) {
        int changes = 0;
        for (var kind : incremental()) {
            for (int size : List.of(1, harness().config().pageSize())) {
                harness().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
                var poller = new InstallTreePoller(harness(), harness().connector(), size);
                poller.poll();
                for (int again = 1; again <= 2; again++) {
                    var changed = change.apply(kind);
                    if (changed.isPresent()) {
                        changes++;
                        var rows = new ArrayList<>(poller.poll().of(kind));
                        assertThat(
                                Point.method(kind) + " at page size " + size,
                                rows.stream().map(FetchedRow::reference).toList(),
                                contains(changed.get()));
                    }
                }
            }
        }
        return changes;
    }

    private List<Task.Type> incremental() {
        return kinds().stream()
                .filter(type -> !harness().fixture.snapshots().contains(type))
                .toList();
    }
}
