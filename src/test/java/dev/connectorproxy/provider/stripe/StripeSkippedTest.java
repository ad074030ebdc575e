package dev.connectorproxy.provider.stripe;

import static dev.connectorproxy.provider.stripe.StripeSession.next;
import static dev.connectorproxy.provider.stripe.StripeSession.walk;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.provider.stripe.StripeFaults.Fault;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a page of stripe leaves out, and why.
class StripeSkippedTest {
    private static final long NOW = FakeStripeTransactions.created(10_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void aTransactionInAnUnknownCurrencyIsOnThePageThatPassesIt(int pageSize) {
        try (var stripe = new StripeSession(0, 0, 3)) {
            var ledger = stripe.server.world().transactions(StripeWorld.ROOT);
            ledger.add("txn_odd", FakeStripeTransactions.charge("txn_odd", NOW, "zzz"));
            ledger.add("txn_end", FakeStripeTransactions.charge("txn_end", NOW, "usd"));

            var pages = walk(stripe::fetchPayments, stripe.payments(pageSize));

            var skipped = skipped(pages);
            assertThat(skipped, hasSize(1));
            assertThat(skipped.getFirst().reference(), is(Optional.of("txn_odd")));
            assertThat(skipped.getFirst().reason(), is(Reason.UNKNOWN_ASSET));
            assertThat(StripeSession.references(pages), hasSize(4));
            var again = walk(stripe::fetchPayments, next(stripe.payments(1), pages.getLast()));
            assertThat(skipped(again), is(empty()));
        }
    }

    @Test
    void aPendingPayoutThatCannotBeRequestedIsDeferredAndComesLater() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var request = withAPendingPayout(stripe);
            var ledger = stripe.server.world().transactions(StripeWorld.ROOT);
            ledger.replace("txn_po", FakeStripeTransactions.payout("txn_po", NOW, "paid"));
            refuseThePayout(stripe, 403, "");
            var deferred = stripe.fetchPayments(request);
            var later = stripe.fetchPayments(next(request, deferred));

            assertThat(deferred.items(), is(empty()));
            assertThat(deferred.skipped(), hasSize(1));
            assertThat(deferred.skipped().getFirst().reference(), is(Optional.of("txn_po")));
            assertThat(deferred.skipped().getFirst().reason(), is(Reason.DEFERRED));
            assertThat(
                    deferred.skipped().getFirst().message(),
                    containsString("cannot be requested now: "));
            assertThat(((Payment) later.items().getFirst()).reference(), is("txn_po"));
            assertThat(later.skipped(), is(empty()));
        }
    }

    @Test
    void aPendingPayoutThatIsGoneIsSaidOnce() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            var request = withAPendingPayout(stripe);
            refuseThePayout(stripe, 404, "resource_missing");

            var page = stripe.fetchPayments(request);

            assertThat(
                    page.skipped(),
                    is(List.of(SkippedRow.of("txn_po", Reason.DELETED, "it no longer exists"))));
            assertThat(stripe.fetchPayments(next(request, page)).skipped(), is(empty()));
        }
    }

    /// The poll after all transactions were read: 150 of them, behind a pending payout.
    private static FetchRequest withAPendingPayout(StripeSession stripe) {
        var ledger = stripe.server.world().transactions(StripeWorld.ROOT);
        ledger.add("txn_po", FakeStripeTransactions.payout("txn_po", NOW, "pending"));
        IntStream.range(0, 150)
                .mapToObj(i -> "txn_" + i)
                .forEach(id -> ledger.add(id, FakeStripeTransactions.charge(id, NOW, "usd")));
        var first = stripe.payments(1_000);
        return next(first, walk(stripe::fetchPayments, first).getLast());
    }

    /// Lets the second request from now fail, which is that for the payout.
    private static void refuseThePayout(StripeSession stripe, int status, String code) {
        var once = new boolean[1];
        stripe.server
                .faults()
                .draws(() -> {
                    if (once[0]) {
                        stripe.server.faults().draws(List::of);
                        return List.of(new Fault.Refused(status, "invalid_request_error", code));
                    }
                    once[0] = true;
                    return List.of();
                });
    }

    private static List<SkippedRow> skipped(List<? extends Fetched<?>> pages) {
        return pages.stream().flatMap(page -> page.skipped().stream()).toList();
    }
}
