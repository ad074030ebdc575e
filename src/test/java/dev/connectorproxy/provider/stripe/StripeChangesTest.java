package dev.connectorproxy.provider.stripe;

import static dev.connectorproxy.provider.stripe.StripeSession.next;
import static dev.connectorproxy.provider.stripe.StripeSession.references;
import static dev.connectorproxy.provider.stripe.StripeSession.walk;
import static dev.connectorproxy.provider.stripe.StripeWorld.rootAndAccounts;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.connectorproxy.provider.stripe.StripeFaults.Fault;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.PaymentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Points 3 to 5 of the offline conformance layer: what comes, goes and fails between pages.
class StripeChangesTest {
    private static final String CONNECTED = StripeWorld.accountId(0);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void rowsThatArriveBetweenPagesComeOnceToo(int pageSize) {
        try (var stripe = new StripeSession(20, 20, 40)) {
            var world = stripe.server.world();
            var bankAccounts = FetchRequest.first(pageSize).from(StripeSession.account(CONNECTED));
            var payments = new ArrayList<>(world.payments(StripeWorld.ROOT));
            var numbers = IntStream.iterate(0, it -> it + 1).iterator();
            var arrived = new HashSet<String>();

            Runnable arrival =
                    () -> {
                        int n = numbers.next();
                        if (n < 30) {
                            world.addCharge(StripeWorld.ROOT, "txn_new_" + n);
                            world.addAccount("acct_new_" + n);
                            world.addBankAccount(CONNECTED, "ba_new_" + n);
                            arrived.add("acct_new_" + n);
                            payments.add("txn_new_" + n);
                        }
                    };
            var seenPayments =
                    untilQuiet(stripe::fetchPayments, stripe.payments(pageSize), arrival);
            var seenAccounts =
                    untilQuiet(stripe::fetchAccounts, FetchRequest.first(pageSize), arrival);
            var seenBanks = untilQuiet(stripe::fetchBankAccounts, bankAccounts, arrival);

            assertThat(arrived, hasSize(30));
            assertThat(seenPayments, is(payments));
            assertThat(seenAccounts, hasSize(21 + 30));
            assertThat(new HashSet<>(seenAccounts), hasSize(21 + 30));
            assertThat(new HashSet<>(seenBanks), hasSize(20 + 30));
            assertThat(seenBanks, hasSize(20 + 30));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void cursorsThatAreDeletedBetweenPagesCostNoRow(int pageSize) {
        try (var stripe = new StripeSession(60, 0, 0)) {
            var world = stripe.server.world();
            var request = FetchRequest.first(pageSize);
            var seen = new ArrayList<String>();
            var pages = 0;

            Fetched<?> page;
            do {
                page = stripe.fetchAccounts(request);
                seen.addAll(references(page));
                request = next(request, page);
                if (pages++ % 2 == 1 && pages > 4) {
                    deleteLast(world, page, Math.min(pageSize, 3));
                    world.addAccount("acct_new_" + pages);
                }
            } while (page.hasMore() || pages < 80);

            assertThat(new HashSet<>(seen).size(), is(seen.size()));
            IntStream.range(0, 60)
                    .forEach(n -> assertThat(seen, hasItem(StripeWorld.accountId(n))));
            assertThat(stripe.log, is(empty()));
        }
    }

    @Test
    void whereReadingForwardsBeginsMayBeDeletedToo() {
        try (var stripe = new StripeSession(5, 0, 0)) {
            var request = FetchRequest.first(2);
            var pages = walk(stripe::fetchAccounts, request);
            var accounts = stripe.server.world().accounts();
            accounts.delete(StripeWorld.accountId(4));
            accounts.delete(StripeWorld.accountId(3));
            stripe.server.world().addAccount("acct_new");

            var news = walk(stripe::fetchAccounts, next(request, pages.getLast()));

            assertThat(references(news), is(List.of("acct_new")));
            assertThat(stripe.log, is(empty()));
        }
    }

    @Test
    void whenAllCursorRowsWereDeletedTheListIsReadFromTheBeginning() {
        try (var stripe = new StripeSession(30, 0, 0)) {
            var request = FetchRequest.first(25);
            var first = stripe.fetchAccounts(request);
            references(first).stream().skip(1).forEach(stripe.server.world().accounts()::delete);

            var second = stripe.fetchAccounts(next(request, first));

            assertThat(
                    references(second),
                    is(
                            IntStream.range(0, 6)
                                    .map(n -> 5 - n)
                                    .mapToObj(StripeWorld::accountId)
                                    .toList()));
            assertThat(second.hasMore(), is(false));
            assertThat(stripe.log.peek(), containsString("read from the beginning"));
        }
    }

    @Test
    void aHistoryTooLongForOneCallIsLookedThroughInSeveral() {
        try (var stripe = new StripeSession(0, 0, 450)) {
            var request = stripe.payments(10);
            stripe.server.faults().next(1, new Fault.Slow(Duration.ofMillis(3_200)));

            var first =
                    stripe.connector.fetchPayments(
                            request, StripeSession.call(Duration.ofSeconds(6)));

            assertThat(first.items(), is(empty()));
            assertThat(first.hasMore(), is(true));
            assertThat(
                    first.newState().orElseThrow().toString(),
                    is("{\"timeline\":{\"latest_id\":\"\",\"backlog_cursor\":\"txn_000000350\"}}"));
            var rest = walk(stripe::fetchPayments, next(request, first));
            assertThat(references(rest), is(stripe.server.world().payments(StripeWorld.ROOT)));
        }
    }

    @Test
    void whatWasReadBeforeAPassingFailureIsKept() {
        try (var stripe = new StripeSession(0, 0, 450)) {
            var request = stripe.payments(300);
            var whole = references(walk(stripe::fetchPayments, request));
            var states = walk(stripe::fetchPayments, stripe.payments(100));
            var from = next(request, states.getFirst());
            stripe.server.faults().next(1, new Fault.Slow(Duration.ofMillis(1)));
            stripe.server.faults().next(3, new Fault.Refused(500, "api_error", ""));

            var cut = stripe.fetchPayments(from);
            var rest = walk(stripe::fetchPayments, next(from, cut));

            assertThat(cut.hasMore(), is(true));
            var seen = new ArrayList<>(references(states.getFirst()));
            seen.addAll(references(cut));
            seen.addAll(references(rest));
            assertThat(seen, is(whole));
            assertThat(cut.items().size(), lessThanOrEqualTo(100));
            assertThat(
                    stripe.log.stream().filter(it -> it.contains("is incomplete")).toList(),
                    hasSize(1));
        }
    }

    @Test
    void aServerThatFailsNowAndThenLosesAndDoublesNothing() {
        try (var stripe = new StripeSession(40, 0, 300)) {
            stripe.server.faults().share(12);

            var payments = persistently(stripe::fetchPayments, stripe.payments(9));
            var accounts = persistently(stripe::fetchAccounts, FetchRequest.first(4));

            assertThat(payments, is(stripe.server.world().payments(StripeWorld.ROOT)));
            assertThat(accounts, is(rootAndAccounts(40)));
        }
    }

    private static List<String> persistently(
            Function<FetchRequest, Fetched<?>> fetch, FetchRequest from) {
        return references(
                walk(
                        request -> {
                            for (int attempt = 0; attempt < 50; attempt++) {
                                try {
                                    return fetch.apply(request);
                                } catch (PaymentException e) {
                                    assertThat(e.error().retryable(), is(true));
                                }
                            }
                            throw new AssertionError("it never passes");
                        },
                        from));
    }

    private static List<String> untilQuiet(
            Function<FetchRequest, Fetched<?>> fetch, FetchRequest from, Runnable between) {
        var seen = new ArrayList<String>();
        var request = from;
        int quiet = 0;
        while (quiet < 2) {
            var pages = walk(fetch, request, between);
            seen.addAll(references(pages));
            request = next(request, pages.getLast());
            quiet = references(pages).isEmpty() ? quiet + 1 : 0;
        }
        return seen;
    }

    private static void deleteLast(StripeWorld world, Fetched<?> page, int count) {
        references(page).reversed().stream()
                .filter(it -> !it.equals(StripeWorld.ROOT))
                .limit(count)
                .forEach(world.accounts()::delete);
    }
}
