package dev.connectorproxy.provider.stripe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.provider.stripe.StripeFaults.Fault;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import dev.connectorproxy.spi.payment.Validation;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Accounts, bank accounts and balances, and point 7 of the offline conformance layer.
class StripeAccountsTest {
    private static final Instant EPOCH = Instant.ofEpochSecond(FakeStripeTransactions.EPOCH);

    @Test
    void anAccountHasTheFieldsOfStripesObject() {
        try (var stripe = new StripeSession(6, 0, 0)) {
            var page = stripe.connector.fetchAccounts(FetchRequest.first(7), StripeSession.call());

            var root = page.items().getFirst();
            assertThat(root.reference(), is(StripeWorld.ROOT));
            assertThat(root.createdAt(), is(EPOCH));
            assertThat(root.name(), is(Optional.of("Rocket Rides")));
            assertThat(root.defaultAsset(), is(Optional.of("USD/2")));
            assertThat(root.metadata(), is(Map.of("n", "0")));
            assertThat(
                    root.raw(),
                    is(Optional.of(StripeSession.json(StripeWorld.account(StripeWorld.ROOT, 0)))));
            assertThat(
                    page.items().stream().skip(1).map(Account::name).toList(),
                    contains(
                            Optional.empty(),
                            Optional.of("😀 Café"),
                            Optional.of("O'Neil & \"Söhne\" <GmbH>"),
                            Optional.of("株式会社"),
                            Optional.of("Бухгалтерия"),
                            Optional.of("Rocket Rides")));
            assertThat(
                    page.items().stream().skip(1).map(Account::defaultAsset).toList(),
                    contains(
                            Optional.of("USD/2"),
                            Optional.empty(),
                            Optional.of("EUR/2"),
                            Optional.of("KWD/3"),
                            Optional.of("JPY"),
                            Optional.of("USD/2")));
            assertThat(Validation.accounts(page.items()), is(empty()));
        }
    }

    @Test
    void anAccountWithOptionalFieldsMissingIsAccepted() {
        try (var stripe = new StripeSession(0, 0, 0)) {
            stripe.server.faults().next(1, new Fault.Response(200, "{\"id\":\"acct_x\"}"));

            var page = stripe.connector.fetchAccounts(FetchRequest.first(1), StripeSession.call());

            assertThat(page.items().getFirst().createdAt(), is(Instant.EPOCH));
            assertThat(page.items().getFirst().name(), is(Optional.empty()));
            assertThat(Validation.accounts(page.items()), is(empty()));
        }
    }

    @Test
    void aBankAccountIsAsOldAsItsAccount() {
        try (var stripe = new StripeSession(1, 2, 0)) {
            var from = FetchRequest.first(5).from(StripeSession.account("acct_000000000"));

            var page = stripe.connector.fetchExternalAccounts(from, StripeSession.call());

            var first = page.items().getFirst();
            assertThat(first.reference(), is("ba_000000000_000000001"));
            assertThat(first.createdAt(), is(Instant.parse("2024-05-06T07:08:09Z")));
            assertThat(first.defaultAsset(), is(Optional.of("JPY")));
            assertThat(Validation.accounts(page.items()), is(empty()));
            assertThat(
                    stripe.server.seen().getLast().path(),
                    is("/v1/accounts/acct_000000000/external_accounts"));
        }
    }

    @Test
    void theTimeIsThatOfAnExpandedParentAndNoParentIsAFailure() {
        try (var stripe = new StripeSession(1, 2, 0)) {
            var from = FetchRequest.first(5).from(StripeSession.account("acct_000000000"));
            var list = "{\"data\":[{\"id\":\"ba_1\",\"currency\":\"usd\",\"account\":%s}]}";
            stripe.connector.fetchExternalAccounts(
                    from, StripeSession.call()); // now the root is known
            stripe.server
                    .faults()
                    .next(
                            1,
                            new Fault.Response(
                                    200, list.formatted("{\"id\":\"acct_0\",\"created\":7}")));
            stripe.server.faults().next(1, new Fault.Response(200, list.formatted("null")));

            var page = stripe.connector.fetchExternalAccounts(from, StripeSession.call());
            var failure =
                    StripeSession.failure(() ->
                            stripe.connector.fetchExternalAccounts(from, StripeSession.call()));

            assertThat(page.items().getFirst().createdAt(), is(Instant.ofEpochSecond(7)));
            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        }
    }

    @Test
    void aParentWithoutATimeLeavesNow() {
        try (var stripe = new StripeSession(1, 1, 0)) {
            var from =
                    FetchRequest.first(5)
                            .from(StripeSession.json("{\"REFERENCE\":\"acct_000000000\"}"));

            var page = stripe.connector.fetchExternalAccounts(from, StripeSession.call());

            assertThat(page.items().getFirst().createdAt(), is(StripeSession.NOW));
        }
    }

    @Test
    void theRootHasNoBankAccounts() {
        try (var stripe = new StripeSession(1, 1, 0)) {
            var from = FetchRequest.first(5).from(StripeSession.account(StripeWorld.ROOT));

            var page = stripe.connector.fetchExternalAccounts(from, StripeSession.call());

            assertThat(page.items(), is(empty()));
            assertThat(page.newState(), is(Optional.empty()));
            assertThat(page.hasMore(), is(false));
            assertThat(stripe.server.count(), is(1)); // who the root is
        }
    }

    @Test
    void balancesAreWhatIsAvailableNow() {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var account = PaymentJson.of(Account.of("acct_000000000", EPOCH, JsonValue.TRUE));
            var from = FetchRequest.first(5).from(StripeSession.json(account.toString()));

            var page = stripe.connector.fetchBalances(from, StripeSession.call());

            assertThat(
                    page.items(),
                    contains(
                            balance("-1050", "USD/2"),
                            balance(FakeStripeTransactions.BIG, "JPY"),
                            balance("1230", "KWD/3")));
            assertThat(page.newState(), is(Optional.empty()));
            assertThat(page.hasMore(), is(false));
            assertThat(
                    stripe.server.seen().getFirst().header("Stripe-Account"), is("acct_000000000"));
            assertThat(stripe.log.peek(), containsString("zzz"));
            var skipped = page.skipped().getFirst();
            assertThat(skipped.reference(), is(Optional.of("acct_000000000")));
            assertThat(skipped.reason(), is(Reason.UNKNOWN_ASSET));
            assertThat(skipped.message(), is("currency not supported: zzz"));
            assertThat(skipped.raw().orElseThrow().asJsonObject().getString("currency"), is("zzz"));
            assertThat(Validation.balances(page.items()), is(empty()));
        }
    }

    @Test
    void withoutAnAccountNothingOfItIsFetched() {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var none = FetchRequest.first(5);
            var nobody = none.from(StripeSession.json("{\"id\":\"acct_1\"}"));

            for (var request : new FetchRequest[] {none, nobody}) {
                for (Runnable runnable :
                        new Runnable[] {
                            () -> stripe.connector.fetchBalances(request, StripeSession.call()),
                            () -> stripe.fetchPayments(request),
                            () -> stripe.fetchBankAccounts(request)
                        }) {
                    assertThat(
                            StripeSession.failure(runnable).error(),
                            is(PaymentError.MISSING_FROM_PAYLOAD));
                }
            }
            assertThat(stripe.server.count(), is(0));
        }
    }

    private static Balance balance(String amount, String asset) {
        return Balance.of("acct_000000000", StripeSession.NOW, new BigInteger(amount), asset);
    }
}
