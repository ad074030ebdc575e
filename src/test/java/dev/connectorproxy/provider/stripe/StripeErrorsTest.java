package dev.connectorproxy.provider.stripe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.provider.stripe.StripeFaults.Fault;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Points 8, 9 and 12 of the offline conformance layer.
class StripeErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, parameter_invalid, CLIENT_ERROR",
        "400, idempotency_error, '', CLIENT_ERROR",
        "409, idempotency_error, idempotency_key_in_use, RETRY_LATER",
        "400, invalid_request_error, rate_limit, RATE_LIMITED",
        "401, invalid_request_error, '', CLIENT_ERROR",
        "402, card_error, card_declined, UPSTREAM_ERROR",
        "403, invalid_request_error, account_invalid, CLIENT_ERROR",
        "404, invalid_request_error, '', CLIENT_ERROR",
        "400, api_error, '', UPSTREAM_ERROR",
        "408, invalid_request_error, '', TIMEOUT",
        "421, invalid_request_error, '', TIMEOUT",
        "423, invalid_request_error, '', RETRY_LATER",
        "425, invalid_request_error, '', RETRY_LATER",
        "429, invalid_request_error, lock_timeout, RATE_LIMITED",
        "500, api_error, '', UPSTREAM_ERROR",
        "503, api_error, '', UPSTREAM_ERROR",
        "500, invalid_request_error, '', UPSTREAM_ERROR",
        "404, '', '', CLIENT_ERROR",
        "429, '', '', RATE_LIMITED",
        "502, '', '', UPSTREAM_ERROR",
    })
    void everyErrorResponseHasItsClassAndNoMessageHasASecret(
            int status, String type, String code, PaymentError expected) {
        try (var stripe = new StripeSession(1, 1, 3)) {
            stripe.server.faults().next(3, new Fault.Refused(status, type, code));

            var failure = StripeSession.failure(() -> stripe.fetchPayments(stripe.payments(2)));

            assertThat(failure.error(), is(expected));
            assertThat(failure.getMessage(), containsString("answered " + status));
            assertThat(failure.getMessage(), not(containsString(StripeServer.KEY)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, '', UPSTREAM_ERROR",
        "200, '<html>', UPSTREAM_ERROR",
        "200, '[]', UPSTREAM_ERROR",
        "200, '{\"data\":7}', UPSTREAM_ERROR",
        "200, '{\"data\":[7]}', UPSTREAM_ERROR",
        "200, '{\"data\":[{\"id\":\"\"}]}', UPSTREAM_ERROR",
        "400, '{\"error\":\"text\"}', CLIENT_ERROR",
        "400, '{\"error\":{\"code\":7}}', CLIENT_ERROR",
        "302, '', UPSTREAM_ERROR",
    })
    void anUnreadableResponseIsAFailure(int status, String body, PaymentError expected) {
        try (var stripe = new StripeSession(1, 1, 3)) {
            stripe.server.faults().next(1, new Fault.Response(status, body));

            var failure = StripeSession.failure(() -> stripe.fetchPayments(stripe.payments(2)));

            assertThat(failure.error(), is(expected));
        }
    }

    @Test
    void aSlowOrIncompleteResponseIsATimeoutOrAFailure() {
        try (var stripe = new StripeSession(1, 1, 3)) {
            stripe.server.faults().next(1, new Fault.Slow(Duration.ofSeconds(20)));
            var slow =
                    StripeSession.failure(() ->
                            stripe.connector.fetchPayments(
                                    stripe.payments(2),
                                    StripeSession.call(Duration.ofMillis(300))));
            stripe.server.faults().next(3, new Fault.Cut());
            var cut = StripeSession.failure(() -> stripe.fetchPayments(stripe.payments(2)));

            assertThat(slow.error(), is(PaymentError.TIMEOUT));
            assertThat(cut.error(), is(PaymentError.UPSTREAM_ERROR));
        }
    }

    @Test
    void aBurstOf429IsWaitedOut() {
        try (var stripe = new StripeSession(1, 1, 3)) {
            stripe.server
                    .faults()
                    .next(2, new Fault.Refused(429, "invalid_request_error", "rate_limit"));

            var page = stripe.fetchPayments(stripe.payments(2));

            assertThat(page.items().isEmpty(), is(false));
            assertThat(stripe.server.count(), is(3));
        }
    }

    @Test
    void aWrongKeyShowsOnTheFirstFetch() {
        try (var stripe = new StripeSession(1, 1, 3)) {
            var connector = stripe.connect("sk_test_wrong");
            assertThat(stripe.server.count(), is(0));

            var failure =
                    StripeSession.failure(() ->
                            connector.fetchAccounts(FetchRequest.first(1), StripeSession.call()));

            assertThat(failure.error(), is(PaymentError.CLIENT_ERROR));
            assertThat(failure.getMessage(), not(containsString("sk_test_wrong")));
        }
    }

    @Test
    void requestsCarryWhatStripeExpects() {
        try (var stripe = new StripeSession(1, 1, 3)) {
            stripe.connector.fetchPayments(
                    FetchRequest.first(2).from(StripeSession.account("acct_000000000")),
                    StripeSession.call());

            var request = stripe.server.seen().getFirst();
            assertThat(request.method(), is("GET"));
            assertThat(request.path(), is("/v1/balance_transactions"));
            assertThat(request.header("Authorization"), is("Bearer " + StripeServer.KEY));
            assertThat(request.header("Stripe-Version"), is("2024-09-30.acacia"));
            assertThat(request.header("Stripe-Account"), is("acct_000000000"));
            assertThat(
                    request.parameters().get("expand[]"),
                    is(
                            List.of(
                                    "data.source",
                                    "data.source.charge",
                                    "data.source.dispute",
                                    "data.source.payout",
                                    "data.source.refund",
                                    "data.source.transfer",
                                    "data.source.payment_intent",
                                    "data.source.refund.payment_intent")));
        }
    }

    @Test
    void theLegacyRootIsReadInThePlatformsOwnName() {
        try (var stripe = new StripeSession(1, 1, 3)) {
            var from = FetchRequest.first(5).from(StripeSession.account("root"));

            var payments = stripe.connector.fetchPayments(from, StripeSession.call());
            var bankAccounts = stripe.connector.fetchExternalAccounts(from, StripeSession.call());

            assertThat(payments.items().isEmpty(), is(false));
            assertThat(bankAccounts.newState().isEmpty(), is(true));
            assertThat(
                    stripe.server.seen().getFirst().headers().containsKey("Stripe-account"),
                    is(false));
        }
    }

    @Test
    void anInterruptedFetchEndsAtOnce() throws Exception {
        try (var stripe = new StripeSession(1, 1, 3)) {
            stripe.server.faults().next(1, new Fault.Slow(Duration.ofSeconds(30)));
            var failure = new CompletableFuture<PaymentError>();
            var worker =
                    Thread.ofVirtual()
                            .start(() ->
                                    failure.complete(
                                            StripeSession.failure(() ->
                                                            stripe.fetchPayments(
                                                                    stripe.payments(2)))
                                                    .error()));
            while (stripe.server.count() == 0) {
                Thread.onSpinWait();
            }

            worker.interrupt();

            assertThat(failure.get(10, TimeUnit.SECONDS), is(PaymentError.TIMEOUT));
        }
    }

    @Test
    void fetchesForDifferentAccountsDoNotDisturbEachOther() throws Exception {
        try (var stripe = new StripeSession(8, 30, 90)) {
            var start = new CountDownLatch(1);
            var walks =
                    IntStream.range(0, 8)
                            .mapToObj(StripeWorld::accountId)
                            .map(text ->
                                    CompletableFuture.supplyAsync(
                                            () -> {
                                                await(start);
                                                var from =
                                                        FetchRequest.first(7)
                                                                .from(StripeSession.account(text));
                                                return StripeSession.references(
                                                        StripeSession.walk(
                                                                stripe::fetchPayments, from));
                                            },
                                            task -> Thread.ofVirtual().start(task)))
                            .toList();

            start.countDown();

            for (int i = 0; i < walks.size(); i++) {
                var payments = stripe.server.world().payments(StripeWorld.accountId(i));
                assertThat(walks.get(i).get(), is(payments));
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
