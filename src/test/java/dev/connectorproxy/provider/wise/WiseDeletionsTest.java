package dev.connectorproxy.provider.wise;

import static dev.connectorproxy.provider.wise.WiseHost.EXTERNAL;
import static dev.connectorproxy.provider.wise.WiseHost.PAYMENTS;
import static dev.connectorproxy.provider.wise.WiseIds.ids;
import static dev.connectorproxy.provider.wise.WiseIds.recipients;
import static dev.connectorproxy.provider.wise.WiseIds.transfers;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows that disappear while a history is read take no others with them.
class WiseDeletionsTest {
    private static final Optional<JsonValue> START = Optional.empty();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30})
    void deletionsBeforeEveryRequestLoseNothingThatRemains(int size) {
        try (var host = WiseHost.of(20, 240)) {
            var oldest = host.data().transfers().subList(0, 120).iterator();
            host.server.before(request -> {
                if (request.target().startsWith("/v1/transfers?") && oldest.hasNext()) {
                    long gone = oldest.next().id();
                    host.data().removeTransfers(row -> row.id() == gone);
                }
            });

            var ids = ids(host.walk(PAYMENTS, START, size).items());

            var remaining = transfers(host.data());
            assertThat(ids.containsAll(remaining), is(true));
            assertThat(ids.stream().distinct().count(), is((long) ids.size()));
            assertThat(
                    remaining.size(), lessThan(transfers(WiseData.of(20_260_301, 20, 240)).size()));
        }
    }

    @Test
    void manyDeletionsBetweenTwoPollsLoseNothingAndCostLittle() {
        try (var host = WiseHost.of(20, 3_000)) {
            var all = host.data().transfers();
            var first = host.fetch(PAYMENTS, START, 1_000);
            var last = ids(first.items()).getLast();
            host.data().removeTransfers(transfer -> transfer.id() < Long.parseLong(last));
            var expected = transfers(host.data()).stream().filter(it -> !it.equals(last)).toList();
            long before = host.server.count();

            var rest = host.walk(PAYMENTS, first.newState(), 1_000);

            assertThat(ids(rest.items()), is(expected));
            assertThat(host.server.count() - before, is(lessThan(120L)));
            assertThat(expected.size(), is(lessThan(all.size())));
        }
    }

    @Test
    void everythingDeletedIsAnEmptyPageAndNewTransfersStillCome() {
        try (var host = WiseHost.of(5, 50)) {
            var walk = host.walk(PAYMENTS, START, 10);
            host.data().removeTransfers(_ -> true);

            var poll = host.walk(PAYMENTS, walk.last(), 10);
            assertThat(poll.items(), is(empty()));
            var transfer = host.data().addTransfer(0, 0, "JPY", "7", "processing");
            assertThat(
                    ids(host.walk(PAYMENTS, poll.last(), 10).items()),
                    is(List.of("" + transfer.id())));
        }
    }

    @Test
    void recipientsDeletedBetweenPagesHideNoOthers() {
        try (var host = WiseHost.of(30, 0)) {
            var page = host.fetch(EXTERNAL, START, 7);
            var read = ids(page.items());
            host.data().removeRecipient(Long.parseLong(read.getLast()));
            host.data().removeRecipient(Long.parseLong(read.getFirst()));

            var rest = host.walk(EXTERNAL, page.newState(), 7);

            var expected =
                    recipients(host.data()).stream().filter(it -> !read.contains(it)).toList();
            assertThat(ids(rest.items()), is(expected));
        }
    }
}
