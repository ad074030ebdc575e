package dev.connectorproxy.provider.wise;

import static dev.connectorproxy.provider.wise.WiseHost.EXTERNAL;
import static dev.connectorproxy.provider.wise.WiseHost.PAYMENTS;
import static dev.connectorproxy.provider.wise.WiseIds.ids;
import static dev.connectorproxy.provider.wise.WiseIds.transfers;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.provider.wise.WiseServer.Fault;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentStatus;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Transfers in both orders in which Wise may list them, and those whose status changes after they were read.
class WisePollingTest {
    private static final Optional<JsonValue> START = Optional.empty();

    @ParameterizedTest(name = "newest first: {0}, pages of {1}")
    @CsvSource({
        "true, 1",
        "true, 2",
        "true, 7",
        "true, 99",
        "true, 100",
        "true, 101",
        "true, 1000",
        "false, 1",
        "false, 7",
        "false, 100",
        "false, 1000"
    })
    void transfersComeOnceInTheOrderOfTheirIdsHoweverTheyAreListed(boolean newestFirst, int size) {
        for (int rows : List.of(0, 1, 2, 99, 100, 101, 257)) {
            try (var host = WiseHost.of(20, rows)) {
                host.server.routes().listNewestFirst(newestFirst);

                var walk = host.walk(PAYMENTS, START, size);

                assertThat(ids(walk.items()), is(transfers(host.data())));
                for (int i = 0; i < 3; i++) {
                    assertThat(host.walk(PAYMENTS, walk.last(), size).items(), is(empty()));
                }
                var more = new ArrayList<String>();
                for (int i = 0; i < 130; i++) {
                    more.add("" + host.data().addTransfer(0, 0, "EUR", "1", "cancelled").id());
                }
                assertThat(ids(host.walk(PAYMENTS, walk.last(), size).items()), is(more));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30})
    void additionsAndDeletionsBeforeRequestsLoseNothingOfAListWithTheNewestFirst(int size) {
        for (int seed = 0; seed < 15; seed++) {
            try (var host = WiseHost.of(20, 150)) {
                host.server.routes().listNewestFirst(true);
                var random = new Random(seed);
                var changes = new int[] {60};
                host.server.before(request -> {
                    if (request.target().startsWith("/v1/transfers?") && changes[0]-- > 0) {
                        var all = host.data().transfers();
                        if (random.nextBoolean() && !all.isEmpty()) {
                            long gone = all.get(random.nextInt(all.size())).id();
                            host.data().removeTransfers(row -> row.id() == gone);
                        } else {
                            host.data().addTransfer(0, 0, "EUR", "1", "cancelled");
                        }
                    }
                });

                var walk = host.walk(PAYMENTS, START, size);
                var read = ids(walk.items());
                read = new ArrayList<>(read);
                read.addAll(ids(host.walk(PAYMENTS, walk.last(), size).items()));

                var lost = new ArrayList<>(transfers(host.data()));
                lost.removeAll(read);
                assertThat("seed " + seed, lost, is(empty()));
                assertThat("seed " + seed, new HashSet<>(read).size(), is(read.size()));
            }
        }
    }

    @Test
    void aListThatChangesItsOrderIsReadFromWhereItWas() {
        try (var host = WiseHost.of(20, 230)) {
            var first = host.fetch(PAYMENTS, START, 40);
            host.server.routes().listNewestFirst(true);
            var second = host.fetch(PAYMENTS, first.newState(), 40);
            host.server.routes().listNewestFirst(false);
            var rest = host.walk(PAYMENTS, second.newState(), 40);

            var read = new ArrayList<>(ids(first.items()));
            read.addAll(ids(second.items()));
            read.addAll(ids(rest.items()));
            assertThat(read, is(transfers(host.data())));
        }
    }

    @ParameterizedTest(name = "newest first: {0}, {1} newer, pages of {2}")
    @CsvSource({
        "true, 0, 100", "true, 50, 100", "true, 250, 100", "true, 250, 1",
        "false, 0, 100", "false, 50, 100", "false, 250, 100", "false, 250, 1"
    })
    void aTransferWhoseStatusChangesComesAgain(boolean newestFirst, int newer, int size) {
        try (var host = WiseHost.of(0, 0)) {
            host.server.routes().listNewestFirst(newestFirst);
            long id = host.data().addTransfer(0, 0, "EUR", "1", "processing").id();
            IntStream.range(0, newer)
                    .forEach(_ -> host.data().addTransfer(0, 0, "EUR", "1", "cancelled"));
            var state = host.walk(PAYMENTS, START, size).last();
            assertThat(host.walk(PAYMENTS, state, size).items(), is(empty()));

            for (var change : List.of("funds_converted", "outgoing_payment_sent")) {
                host.data().setState(id, change);
            }
            var poll = host.walk(PAYMENTS, state, size);
            var again = host.walk(PAYMENTS, poll.last(), size);

            assertThat(ids(poll.items()), is(List.of("" + id)));
            assertThat(((Payment) poll.items().getFirst()).status(), is(PaymentStatus.SUCCEEDED));
            assertThat(again.items(), is(empty()));
        }
    }

    @ParameterizedTest(name = "newest first: {0}, pages of {1}")
    @CsvSource({"true, 1", "true, 7", "true, 100", "false, 1", "false, 7", "false, 100"})
    void transfersThatBecomeVisibleBehindNewerOnesComeOnce(boolean newestFirst, int size) {
        for (int newer : List.of(1, 10, 50, 90)) {
            try (var host = WiseHost.of(5, 150)) {
                host.server.routes().listNewestFirst(newestFirst);
                long late = host.data().addTransfer(0, 0, "EUR", "1", "cancelled").id() + 1;
                host.data().skipIds(3);
                IntStream.range(0, newer)
                        .forEach(_ -> host.data().addTransfer(0, 0, "ZZZ", "1", "cancelled"));
                var state = host.walk(PAYMENTS, START, size).last();
                int logged = host.log.size();

                host.data().addBehind(newer, late);
                host.data().addBehind(newer, late + 1);
                var next = host.data().addTransfer(0, 0, "EUR", "1", "cancelled");
                var poll = host.walk(PAYMENTS, state, size);

                assertThat(
                        ids(poll.items()).stream().sorted().toList(),
                        is(List.of("" + late, "" + (late + 1), "" + next.id())));
                assertThat(host.walk(PAYMENTS, poll.last(), size).items(), is(empty()));
                assertThat(host.log.size(), is(logged));
            }
        }
    }

    @Test
    void aTransferThatWasSentAndBouncesComesAgain() {
        try (var host = WiseHost.of(0, 0)) {
            host.server.routes().listNewestFirst(true);
            long id = host.data().addTransfer(0, 0, "EUR", "1", "outgoing_payment_sent").id();
            var state = host.walk(PAYMENTS, START, 10).last();

            host.data().setState(id, "funds_refunded");
            var poll = host.walk(PAYMENTS, state, 10);

            assertThat(ids(poll.items()), is(List.of("" + id)));
            assertThat(((Payment) poll.items().getFirst()).status(), is(PaymentStatus.FAILED));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyTransfersAreFollowedInFewRequests(boolean newestFirst) {
        try (var host = WiseHost.of(0, 0)) {
            host.server.routes().listNewestFirst(newestFirst);
            for (int i = 0; i < 150; i++) {
                host.data().addTransfer(0, 0, "EUR", "1", "processing");
            }
            var state = host.walk(PAYMENTS, START, 100).last();
            host.data()
                    .transfers()
                    .forEach(one -> host.data().setState(one.id(), "outgoing_payment_sent"));

            var changed = new ArrayList<String>();
            for (int poll = 0; poll < 16; poll++) {
                long before = host.server.count();
                var walk = host.walk(PAYMENTS, state, 100);
                long requests = host.server.count() - before;
                assertThat(requests, is(lessThanOrEqualTo(12L * walk.states().size())));
                changed.addAll(ids(walk.items()));
                state = walk.last();
            }

            assertThat(changed.stream().sorted().toList(), is(transfers(host.data())));
        }
    }

    @Test
    void theStateIsBoundedAndSaysWhatIsNoLongerFollowed() {
        try (var host = WiseHost.of(0, 0)) {
            for (int i = 0; i < 1_000; i++) {
                host.data().addTransfer(0, 0, "EUR", "1", "processing");
            }

            var state = host.walk(PAYMENTS, START, 1_000).last();

            var followed = state.orElseThrow().asJsonObject().getJsonObject("followed");
            assertThat(followed.keySet(), hasSize(FollowedTransfers.MAX_FOLLOWED));
            assertThat(
                    List.copyOf(host.log),
                    is(
                            List.of(
                                    "wise: 800 transfers are no longer followed, because 200 later ones are not sent")));
        }
    }

    @ParameterizedTest(name = "newest first: {0}, pages of {1}")
    @CsvSource({"true, 1", "true, 100", "true, 300", "false, 1", "false, 100", "false, 300"})
    void transfersThatAreTheSameAtEveryOffsetAreAFailure(boolean newestFirst, int size) {
        try (var host = WiseHost.of(0, 0)) {
            IntStream.range(0, 300)
                    .forEach(_ -> host.data().addTransfer(0, 0, "EUR", "1", "cancelled"));
            host.server.routes().listNewestFirst(newestFirst);
            host.server.routes().ignoreOffset();

            var failure =
                    assertThrows(PaymentException.class, () -> host.walk(PAYMENTS, START, size));

            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
            assertThat(
                    failure.getMessage(),
                    containsString("the list of transfers does not move on: page "));
            assertThat(failure.getMessage(), containsString("(offset="));
            assertThat(host.server.count(), is(lessThan(400L)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "100, 10", "300, 10", "300, 7"})
    void recipientsThatAreTheSameAtEveryPositionAreAFailure(int size, long next) {
        try (var host = WiseHost.of(0, 0)) {
            var row = "{\"id\":%d,\"currency\":\"EUR\",\"name\":{\"fullName\":\"A\"}}";
            var rows =
                    IntStream.range(1, 101)
                            .mapToObj(row::formatted)
                            .collect(Collectors.joining(",", "[", "]"));
            host.server.next(
                    IntStream.range(0, 400)
                            .mapToObj(i ->
                                    new Fault.Status(
                                            200,
                                            Map.of(),
                                            "{\"content\":%s,\"seekPositionForNext\":%d,\"size\":100}"
                                                    .formatted(rows, next == 7 ? i + 1 : next)))
                            .toArray(Fault[]::new));

            var failure =
                    assertThrows(PaymentException.class, () -> host.walk(EXTERNAL, START, size));

            assertThat(
                    failure.getMessage(),
                    containsString("the list of recipients does not move on: "));
            assertThat(failure.getMessage(), containsString("seekPosition="));
        }
    }
}
