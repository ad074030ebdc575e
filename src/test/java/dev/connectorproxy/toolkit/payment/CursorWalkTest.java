package dev.connectorproxy.toolkit.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists that do not change while they are read, and what is done for a single change.
class CursorWalkTest {
    @ParameterizedTest(name = "pages of {0}, read in pages of {1}")
    @CsvSource({"1, 1", "2, 3", "7, 100", "100, 10", "100, 100", "1000, 100"})
    void everyRowComesOnceInItsOrder(int wanted, int maxPageSize) {
        for (int size : List.of(0, 1, 2, 9, 10, 11, 99, 100, 101, 257)) {
            var list = NewestFirstList.of(size, maxPageSize);

            var newestFirst = new CursorSession(list, false);
            var oldestFirst = new CursorSession(list, true);

            assertThat(newestFirst.walk(wanted), is(list.rows()));
            assertThat(oldestFirst.walk(wanted), is(list.rows().reversed()));
            assertThat(newestFirst.walk(wanted), is(empty()));
            assertThat(oldestFirst.walk(wanted), is(empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fromEveryStateExactlyTheLaterRowsFollow(boolean oldestFirst) {
        for (int wanted : List.of(1, 3, 50)) {
            var list = NewestFirstList.of(123, 10);
            var session = new CursorSession(list, oldestFirst);
            boolean more = true;
            var all = new CursorSession(list, oldestFirst).walk(wanted);
            int read = 0;
            while (more) {
                var batch = session.fetch(wanted);
                read += batch.rows().size();
                more = batch.hasMore();

                var rest = new CursorSession(list, oldestFirst).from(session.state());

                assertThat(rest.walk(wanted), is(all.subList(read, all.size())));
            }
        }
    }

    @Test
    void aPollWithoutNewsIsOneRequestAndShowsTheKnownRowsAgain() {
        var list = NewestFirstList.of(1_000, 100);
        var session = new CursorSession(list, true);
        session.walk(100);
        int before = list.requests();

        var poll = session.fetch(100);

        assertThat(list.requests() - before, is(1));
        assertThat(poll.rows(), is(empty()));
        assertThat(poll.hasMore(), is(false));
        assertThat(poll.knownRows(), is(list.rows().subList(0, 100).reversed()));
        assertThat(poll.next().readAgain().size(), is(CursorPosition.LOOK_BACK));
    }

    @Test
    void theStateIsBounded() {
        for (boolean oldestFirst : List.of(true, false)) {
            var session = new CursorSession(NewestFirstList.of(5_000, 100), oldestFirst);
            boolean more = true;
            while (more) {
                more = session.fetch(37).hasMore();
                assertThat(session.state().orElseThrow().length(), is(lessThanOrEqualTo(1_100)));
            }
        }
    }

    @Test
    void aRowTakesThePlaceOfADeletedCursor() {
        var list = NewestFirstList.of(10, 100);
        var session = new CursorSession(list, false);
        assertThat(session.fetch(3).rows(), contains("r9", "r8", "r7"));

        list.delete("r7");
        list.delete("r8");
        assertThat(session.walk(100), contains("r6", "r5", "r4", "r3", "r2", "r1", "r0"));
        list.add("r10");
        list.delete("r9");
        list.delete("r0");
        assertThat(session.walk(100), contains("r10"));

        assertThat(session.log, is(empty()));
    }

    @Test
    void aLateRowTakesItsPlaceAmongTheKnownRows() {
        var list = NewestFirstList.of(5, 100);
        var session = new CursorSession(list, true);
        session.walk(100);

        list.addBehind(2, "late");
        var poll = session.fetch(1);

        assertThat(poll.rows(), contains("late"));
        assertThat(poll.next().latestId(), is("r4"));
        assertThat(poll.next().latestFallbacks(), contains("r3", "late", "r2", "r1", "r0"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListWithoutAnyOfItsKnownRowsIsReadFromTheBeginning(boolean oldestFirst) {
        var list = NewestFirstList.of(3, 100);
        var session = new CursorSession(list, oldestFirst);
        session.walk(100);
        List.of("r0", "r1", "r2").forEach(list::delete);
        List.of("a", "b").forEach(list::add);

        var rows = session.walk(100);

        assertThat(rows, is(oldestFirst ? List.of("a", "b") : List.of("b", "a")));
        assertThat(session.log, contains(containsString("read from the beginning")));
    }

    @Test
    void aLongListIsScannedInSeveralFetchesOfAThousandRequests() {
        var list = NewestFirstList.of(2_500, 1);
        var session = new CursorSession(list, true);
        var requests = new ArrayList<Integer>();
        var rows = List.<String>of();
        while (rows.isEmpty()) {
            int before = list.requests();
            rows = session.fetch(2).rows();
            requests.add(list.requests() - before);
        }

        assertThat(rows, contains("r0", "r1"));
        assertThat(requests, hasSize(3));
        requests.forEach(count -> assertThat(count, is(lessThanOrEqualTo(1_000))));
    }

    @Test
    void aFailureThatMayPassReturnsTheRowsReadBeforeIt() {
        var list = NewestFirstList.of(30, 10);
        var failing = new FailingList(list, PaymentError.RATE_LIMITED);
        var session = new CursorSession(failing, false);

        failing.failsAfter(1);
        var first = session.fetch(25);
        failing.failsAfter(0);
        var failure = assertThrows(PaymentException.class, () -> session.fetch(25));
        failing.failsAfter(100);

        assertThat(first.rows(), is(list.rows().subList(0, 10)));
        assertThat(first.hasMore(), is(true));
        assertThat(session.log, contains(containsString("is incomplete: ")));
        assertThat(failure.error(), is(PaymentError.RATE_LIMITED));
        assertThat(session.walk(25), is(list.rows().subList(10, 30)));
    }

    @Test
    void aFailureThatDoesNotPassDiscardsThePage() {
        var failing = new FailingList(NewestFirstList.of(30, 10), PaymentError.CLIENT_ERROR);
        failing.failsAfter(1);

        var failure =
                assertThrows(
                        PaymentException.class, () -> new CursorSession(failing, false).fetch(25));

        assertThat(failure.error(), is(PaymentError.CLIENT_ERROR));
    }

    @Test
    void aListThatReturnsItsFirstPageAgainFails() {
        var repeating = new RepeatingList(NewestFirstList.of(30, 10));

        for (boolean oldestFirst : List.of(true, false)) {
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () -> new CursorSession(repeating, oldestFirst).walk(10));

            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
            assertThat(
                    failure.getMessage(),
                    containsString("the list of rows does not move on: page"));
            assertThat(failure.getMessage(), containsString("(older than=r20)"));
        }
    }

    @Test
    void aPositionIsWrittenAsItWasReadAndRefusedIfItIsNone() {
        var json =
                "{\"latest_id\":\"\",\"backlog_cursor\":\"b\",\"backlog_starting_point\":\"c\","
                        + "\"read_from\":\"a\",\"latest_fallbacks\":[\"b\"],\"backlog_fallbacks\":[\"c\"]}";

        assertThat(CursorSession.position(json).json().toString(), is(json));
        for (var none : List.of("7", "{\"latest_id\":1}", "{\"latest_fallbacks\":\"a\"}")) {
            var failure = assertThrows(PaymentException.class, () -> CursorSession.position(none));
            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        }
    }

    /// A list whose requests fail after some.
    private static final class FailingList extends ForwardingCursorList {
        private final PaymentError error;
        private int left;

        FailingList(NewestFirstList list, PaymentError error) {
            super(list);
            this.error = error;
        }

        void failsAfter(int requests) {
            left = requests;
        }

        @Override
        void before() {
            if (left-- <= 0) {
                throw PaymentException.of(error);
            }
        }
    }

    /// A list that ignores its cursors.
    private static final class RepeatingList extends ForwardingCursorList {
        RepeatingList(NewestFirstList list) {
            super(list);
        }

        @Override
        public Optional<CursorWalk.Slice<String>> older(String id, int limit) {
            return Optional.of(newest(limit));
        }
    }
}
