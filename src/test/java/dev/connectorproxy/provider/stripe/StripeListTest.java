package dev.connectorproxy.provider.stripe;

import static dev.connectorproxy.provider.stripe.StripeSession.next;
import static dev.connectorproxy.provider.stripe.StripeSession.references;
import static dev.connectorproxy.provider.stripe.StripeSession.walk;
import static dev.connectorproxy.provider.stripe.StripeWorld.rootAndAccounts;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.PaymentError;
import java.util.HashSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Points 3 and 4 of the offline conformance layer: whole histories, and restarts.
class StripeListTest {
    private static final String CONNECTED = StripeWorld.accountId(0);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1000})
    void paymentsComeOldestFirstAndEachOnceAtAnyPageSize(int pageSize) {
        try (var stripe = new StripeSession(3, 2, 257)) {
            var pages = walk(stripe::fetchPayments, stripe.payments(pageSize));

            assertThat(references(pages), is(stripe.server.world().payments(StripeWorld.ROOT)));
            pages.forEach(page -> assertThat(page.items().size(), lessThanOrEqualTo(pageSize)));
            assertNothingMore(
                    stripe::fetchPayments, next(stripe.payments(pageSize), pages.getLast()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 99, 100, 101, 200})
    void historiesOfEveryLengthAroundAPageComeWhole(int length) {
        try (var stripe = new StripeSession(length, 0, length)) {
            for (int pageSize : new int[] {1, 2, 99, 100, 101, 1000}) {
                var payments = walk(stripe::fetchPayments, stripe.payments(pageSize));
                var accounts = walk(stripe::fetchAccounts, FetchRequest.first(pageSize));

                assertThat(
                        references(payments), is(stripe.server.world().payments(StripeWorld.ROOT)));
                assertThat(references(accounts), is(rootAndAccounts(length)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1000})
    void accountsBeginWithTheRootAndComeEachOnceAtAnyPageSize(int pageSize) {
        try (var stripe = new StripeSession(230, 2, 3)) {
            var pages = walk(stripe::fetchAccounts, FetchRequest.first(pageSize));

            assertThat(references(pages), is(rootAndAccounts(230)));
            pages.forEach(page -> assertThat(page.items().size(), lessThanOrEqualTo(pageSize)));
            assertNothingMore(
                    stripe::fetchAccounts, next(FetchRequest.first(pageSize), pages.getLast()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1000})
    void bankAccountsComeEachOnceAtAnyPageSize(int pageSize) {
        try (var stripe = new StripeSession(2, 130, 3)) {
            var first = FetchRequest.first(pageSize).from(StripeSession.account(CONNECTED));

            var pages = walk(stripe::fetchBankAccounts, first);

            assertThat(new HashSet<>(references(pages)), hasSize(130));
            assertThat(references(pages), hasSize(130));
            assertNothingMore(stripe::fetchBankAccounts, next(first, pages.getLast()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "50"})
    void aRestartFromEveryStateBringsExactlyWhatFollows(int pageSize) {
        try (var stripe = new StripeSession(23, 0, 61)) {
            assertRestarts(stripe::fetchPayments, stripe.payments(pageSize));
            assertRestarts(stripe::fetchAccounts, FetchRequest.first(pageSize));
        }
    }

    @Test
    void theStateIsTheOneOfTheContract() {
        try (var stripe = new StripeSession(3, 0, 5)) {
            var accounts = stripe.fetchAccounts(FetchRequest.first(3));
            var payments = stripe.fetchPayments(stripe.payments(2));

            assertThat(
                    accounts.newState().orElseThrow(),
                    is(
                            StripeSession.json(
                                    "{\"root_created\":true,\"timeline\":{\"latest_id\":\"\",\"backlog_cursor\":\"acct_000000001\",\"backlog_starting_point\":\"acct_000000002\",\"latest_fallbacks\":[\"acct_000000001\"],\"backlog_fallbacks\":[\"acct_000000002\"]}}")));
            assertThat(
                    payments.newState().orElseThrow().toString(),
                    is(
                            "{\"timeline\":{\"latest_id\":\"txn_000000001\",\"backlog_cursor\":\"\",\"read_from\":\"txn_000000001\",\"latest_fallbacks\":[\"txn_000000000\"]}}"));
        }
    }

    @Test
    void aStateThatIsNoneIsRefused() {
        try (var stripe = new StripeSession(3, 0, 5)) {
            var request =
                    stripe.payments(2)
                            .after(StripeSession.json("{\"timeline\":{\"latest_id\":1}}"));

            var failure = StripeSession.failure(() -> stripe.fetchPayments(request));

            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
            assertThat(stripe.server.count(), is(0));
        }
    }

    private static void assertRestarts(
            Function<FetchRequest, Fetched<?>> fetch, FetchRequest from) {
        var pages = walk(fetch, from);
        assertThat(pages.size(), greaterThan(0));
        for (int i = 0; i < pages.size(); i++) {
            var rest = walk(fetch, next(from, pages.get(i)));

            assertThat(references(rest), is(references(pages.subList(i + 1, pages.size()))));
        }
    }

    private static void assertNothingMore(
            Function<FetchRequest, Fetched<?>> fetch, FetchRequest request) {
        var page = fetch.apply(request);
        assertThat(page.items(), is(empty()));
        assertThat(page.hasMore(), is(false));
        assertThat(page.newState(), is(request.state()));
    }
}
