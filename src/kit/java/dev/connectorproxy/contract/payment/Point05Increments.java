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
        int changes = grows(kind -> bench().fixture.add(kind, false));

        assertThat("rows that the fixture added", changes, is(greaterThan(0)));
    }

    @Test
    default void rowsAddedWithTheTimestampOfTheLastOneComeToo() {
        grows(kind -> bench().fixture.add(kind, true));
    }

    @Test
    default void rowsChangedLaterComeAgain() {
        grows(kind -> bench().fixture.update(kind));
    }

    @Test
    default void deletionsBetweenPagesLoseNoOtherRow() {
        for (var kind : incremental()) {
            for (int stop = 1; stop <= 3; stop++) {
                bench().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
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
            var poll = new Polling(bench(), bench().connector(now), 2).poll();
            for (var kind : kinds()) {
                assertThat(
                        kind + " at " + now,
                        poll.references(kind),
                        is(new TreeSet<>(bench().fixture.references(kind))));
            }
        }
    }

    private void losesNothingElse(Task.Type kind, int stop) {
        var poller = new Polling(bench(), bench().connector(), 2);
        var poll = poller.poll();
        var taskRun =
                poller.oneOfEachPath(poll).stream().filter(it -> it.kind() == kind).findFirst();
        if (taskRun.isEmpty()) {
            return;
        }
        var walk = bench().walk(bench().connector(), taskRun.get(), 1);
        var all = walk.walk().references();
        var begun = walk.walk(Optional.empty(), step -> step.number() < stop);
        var deleted = bench().fixture.delete(kind);
        if (deleted.isEmpty() || begun.finished()) {
            return;
        }

        var whole = begun.then(walk.walk(begun.state()));

        var expected = all.stream().filter(text -> !text.equals(deleted.get())).toList();
        assertThat(
                taskRun.get() + " without " + deleted.get() + " after page " + stop,
                whole.lost(expected),
                is(List.of()));
        assertThat(whole.doubled(), is(List.of()));
    }

    private int grows(Function<Task.Type, Optional<String>> change) {
        int changes = 0;
        for (var kind : incremental()) {
            for (int size : List.of(1, bench().config().pageSize())) {
                bench().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
                var poller = new Polling(bench(), bench().connector(), size);
                poller.poll();
                for (int again = 1; again <= 2; again++) {
                    var changed = change.apply(kind);
                    if (changed.isPresent()) {
                        changes++;
                        var rows = new ArrayList<>(poller.poll().of(kind));
                        assertThat(
                                kind + " at page size " + size,
                                rows.stream().map(Row::reference).toList(),
                                contains(changed.get()));
                    }
                }
            }
        }
        return changes;
    }

    private List<Task.Type> incremental() {
        return kinds().stream().filter(type -> !bench().fixture.snapshots().contains(type)).toList();
    }
}
