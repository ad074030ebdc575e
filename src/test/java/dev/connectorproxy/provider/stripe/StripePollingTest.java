package dev.connectorproxy.provider.stripe;

import static dev.connectorproxy.provider.stripe.StripeSession.next;
import static dev.connectorproxy.provider.stripe.StripeSession.references;
import static dev.connectorproxy.provider.stripe.StripeSession.walk;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.toolkit.payment.CursorPosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a poll finds: rows that become visible late, and payouts that are no longer pending; and lists that do not move
/// on.
class StripePollingTest {
    private static final long NOW = FakeStripeTransactions.created(10_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1000})
    void aTransactionThatBecomesVisibleBehindNewerOnesComesOnce(int pageSize) {
        try (var stripe = new StripeSession(0, 0, 150)) {
            var ledger = stripe.server.world().transactions(StripeWorld.ROOT);
            var state = last(stripe::fetchPayments, stripe.payments(pageSize));
            for (int newer : List.of(1, 10, 50, 95)) {
                var arrived = new ArrayList<String>();
                for (int i = 0; i < newer; i++) {
                    arrived.add("txn_new_" + newer + "_" + i);
                    ledger.add(arrived.getLast(), charge(arrived.getLast()));
                }
                var first = walk(stripe::fetchPayments, state);
                ledger.addBehind(newer, "txn_late_" + newer, charge("txn_late_" + newer));
                ledger.add("txn_last_" + newer, charge("txn_last_" + newer));

                var second = walk(stripe::fetchPayments, next(state, first.getLast()));

                assertThat(references(first), is(arrived));
                assertThat(
                        references(second), is(List.of("txn_late_" + newer, "txn_last_" + newer)));
                state = next(state, second.getLast());
                assertThat(references(walk(stripe::fetchPayments, state)), is(empty()));
            }
        }
    }

    @Test
    void severalTransactionsBecomeVisibleLateInAnyOrder() {
        for (int pageSize : List.of(1, 3, 100)) {
            try (var stripe = new StripeSession(0, 0, 0)) {
                var ledger = stripe.server.world().transactions(StripeWorld.ROOT);
                ledger.add("txn_a", charge("txn_a"));
                var request = last(stripe::fetchPayments, stripe.payments(pageSize));
                var seen = new ArrayList<String>();
                for (int i = 0; i < 60; i++) {
                    int newer = Math.min(ledger.size() - 1, i * 7 % 40);
                    ledger.addBehind(newer, "txn_" + i, charge("txn_" + i));
                    if (i % 4 == 3) {
                        var pages = walk(stripe::fetchPayments, request);
                        seen.addAll(references(pages));
                        request = next(request, pages.getLast());
                    }
                }

                assertThat(seen, hasSize(60));
                assertThat(new HashSet<>(seen), hasSize(60));
            }
        }
    }

    @Test
    void aPollWithoutNewsIsOneRequestAndItsStateIsBounded() {
        try (var stripe = new StripeSession(0, 0, 1_000)) {
            var request = last(stripe::fetchPayments, stripe.payments(100));
            int before = stripe.server.count();

            var page = stripe.fetchPayments(request);

            assertThat(page.items(), is(empty()));
            assertThat(stripe.server.count() - before, is(1));
            assertThat(
                    StripeList.position(next(request, page).stateFields()).latestFallbacks().size(),
                    is(lessThanOrEqualTo(CursorPosition.LOOK_BACK)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 150})
    void aPayoutThatWasPendingComesAgainOnceItIsNot(int newer) {
        try (var stripe = new StripeSession(0, 0, 3)) {
            var ledger = stripe.server.world().transactions(StripeWorld.ROOT);
            ledger.add("txn_po", FakeStripeTransactions.payout("txn_po", NOW, "in_transit"));
            IntStream.range(0, newer).forEach(i -> ledger.add("txn_" + i, charge("txn_" + i)));
            var request = last(stripe::fetchPayments, stripe.payments(100));
            assertThat(references(walk(stripe::fetchPayments, request)), is(empty()));

            ledger.replace("txn_po", FakeStripeTransactions.payout("txn_po", NOW, "paid"));
            var pages = walk(stripe::fetchPayments, request);

            var payout = (Payment) pages.getFirst().items().getFirst();
            assertThat(references(pages), is(List.of("txn_po")));
            assertThat(payout.status(), is(PaymentStatus.SUCCEEDED));
            assertThat(payout.createdAt().getEpochSecond(), is(NOW));
            var after = next(request, pages.getLast());
            assertThat(references(walk(stripe::fetchPayments, after)), is(empty()));
            assertThat(after.stateFields().list("pending_payouts"), is(empty()));
        }
    }

    @Test
    void aPendingPayoutThatIsTheOldestTransactionComesAgain() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var ledger = stripe.server.world().transactions(StripeWorld.ROOT);
            ledger.add("txn_po", FakeStripeTransactions.payout("txn_po", NOW, "pending"));
            ledger.add("txn_1", charge("txn_1"));
            var request = last(stripe::fetchPayments, stripe.payments(100));

            ledger.replace("txn_po", FakeStripeTransactions.payout("txn_po", NOW, "paid"));

            assertThat(references(walk(stripe::fetchPayments, request)), is(List.of("txn_po")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void manyPayoutsAreFollowedAFewAtEachPoll(int pageSize) {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var ledger = stripe.server.world().transactions(StripeWorld.ROOT);
            for (int i = 0; i < 25; i++) {
                var id = "txn_po" + i;
                ledger.add(id, FakeStripeTransactions.payout(id, NOW, "pending"));
            }
            IntStream.range(0, 150).forEach(i -> ledger.add("txn_" + i, charge("txn_" + i)));
            var request = last(stripe::fetchPayments, stripe.payments(pageSize));
            for (int i = 0; i < 25; i += 2) {
                var id = "txn_po" + i;
                ledger.replace(id, FakeStripeTransactions.payout(id, NOW, "failed"));
            }

            var changed = new ArrayList<String>();
            for (int poll = 0; poll < 4; poll++) {
                int before = stripe.server.count();
                var pages = walk(stripe::fetchPayments, request);
                assertThat(
                        stripe.server.count() - before, is(lessThanOrEqualTo(11 * pages.size())));
                changed.addAll(references(pages));
                request = next(request, pages.getLast());
            }

            assertThat(changed, hasSize(13));
            assertThat(new HashSet<>(changed), hasSize(13));
            assertThat(request.stateFields().list("pending_payouts"), hasSize(12));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 300})
    void aListThatRepeatsItsPageIsAFailureThatNamesListPageAndCursor(int pageSize) {
        try (var stripe = new StripeSession(3, 3, 0)) {
            var row = "{\"id\":\"x_%d\",\"object\":\"charge\",\"account\":\"acct_000000000\"}";
            var rows = IntStream.range(0, 100).mapToObj(row::formatted).toList();
            var fault =
                    new StripeFaults.Fault.Response(
                            200, "{\"data\":[" + String.join(",", rows) + "],\"has_more\":true}");

            assertStuck(
                    stripe,
                    fault,
                    stripe::fetchPayments,
                    stripe.payments(pageSize),
                    "balance transactions");
            assertStuck(
                    stripe,
                    fault,
                    stripe::fetchBankAccounts,
                    FetchRequest.first(pageSize).from(StripeSession.account("acct_000000000")),
                    "bank accounts");
        }
    }

    @Test
    void aScanForTheEndOfAListThatRepeatsItsPageFailsAtOnce() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var fault =
                    new StripeFaults.Fault.Response(
                            200, "{\"data\":[{\"id\":\"x\"}],\"has_more\":true}");
            stripe.server.faults().next(2, fault);

            var failure = StripeSession.failure(() -> stripe.fetchPayments(stripe.payments(2)));

            assertThat(failure.getMessage(), containsString("page 2 (starting_after=x) repeats"));
        }
    }

    @Test
    void anEmptyPageThatHasMoreIsAFailure() {
        try (var stripe = new StripeSession(3, 3, 3)) {
            stripe.server
                    .faults()
                    .next(
                            1,
                            new StripeFaults.Fault.Response(
                                    200, "{\"data\":[],\"has_more\":true}"));

            var failure = StripeSession.failure(() -> stripe.fetchPayments(stripe.payments(2)));

            assertThat(
                    failure.getMessage(),
                    containsString("the list of balance transactions does not move on"));
        }
    }

    private static void assertStuck(
            StripeSession stripe,
            StripeFaults.Fault fault,
            Function<FetchRequest, Fetched<?>> fetch,
            FetchRequest from,
            String list) {
        stripe.connector.fetchAccounts(FetchRequest.first(1), StripeSession.call()); // the root id
        stripe.server.faults().next(5, fault);

        var failure = StripeSession.failure(() -> walk(fetch, from));

        assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        assertThat(
                failure.getMessage(),
                containsString("the list of " + list + " does not move on: page "));
        assertThat(failure.getMessage(), containsString("(starting_after=x_99) repeats"));
        while (stripe.server.faults().take().isPresent()) {
            // the faults that were not needed
        }
    }

    private static String charge(String id) {
        return FakeStripeTransactions.charge(id, NOW, "usd");
    }

    /// The request that follows all rows there are.
    private static FetchRequest last(
            Function<FetchRequest, Fetched<?>> fetch, FetchRequest request) {
        return next(request, walk(fetch, request).getLast());
    }
}
