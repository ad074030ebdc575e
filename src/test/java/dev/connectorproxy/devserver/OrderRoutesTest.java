package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.BankAccount;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PollStatus;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Transfers, payouts, reversals, polls and bank accounts.
class OrderRoutesTest {
    private static final String ORDER =
            """
            {"reference":"o1","description":"rent","amount":123456789012345678901234567890,"asset":"USD/2",
             "sourceAccount":{"reference":"a"},"DestinationAccount":{"reference":"b"},"metadata":{"k":"v"}}
            """;
    private static final Set<Capability> ALL =
            Set.of(
                    Capability.CREATE_TRANSFER,
                    Capability.CREATE_PAYOUT,
                    Capability.CREATE_BANK_ACCOUNT);

    private final Orders orders = new Orders();
    private final RunningDevServer server =
            new RunningDevServer(new ScriptedProvider(ALL, _ -> orders), "fetch-timeout=PT2S");
    private final String path = server.connector("scripted");

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfers", "payouts"})
    void anOrderReachesTheProviderAsItWasSentAndItsSecretsAreMasked(String kind) {
        var response = server.post(path + "/" + kind, ORDER);

        assertThat(response.status(), is(200));
        assertThat(response.json().getJsonObject("payment").getString("reference"), is("p-o1"));
        assertThat(response.json().isNull("pollingId"), is(true));
        assertThat(response.json().getJsonArray("warnings").size(), is(0));
        assertThat(response.body(), containsString("\"raw\":{\"key\":\"***\"}"));
        var sent = orders.initiations.getFirst();
        assertThat(sent.amount().toString(), is("123456789012345678901234567890"));
        assertThat(sent.requiredDestination().reference(), is("b"));
        assertThat(sent.createdAt().isAfter(Instant.parse("2020-01-01T00:00:00Z")), is(true));
    }

    @Test
    void aPaymentThatBreaksTheRulesOfTheEngineIsAWarning() {
        orders.payout = _ -> new Initiated.Done(ScriptedProvider.faulty());

        var warnings = server.post(path + "/payouts", ORDER).json().getJsonArray("warnings");

        assertThat(
                warnings.toString(), containsString("missing payment reference: validation error"));
    }

    @Test
    void theSameReferenceAgainMustHaveTheSameResult() {
        var numbers = new AtomicInteger();
        server.post(path + "/transfers", ORDER);

        var same = server.post(path + "/transfers", ORDER);
        orders.transfer = _ -> done("p" + numbers.incrementAndGet());
        var other = server.post(path + "/transfers", ORDER);
        var ofOtherKind = server.post(path + "/payouts", ORDER);

        assertThat(same.json().getJsonArray("warnings").size(), is(0));
        assertThat(
                other.json().getJsonArray("warnings").getJsonObject(0).getString("message"),
                is("not idempotent: reference o1 was p-o1 before"));
        assertThat(ofOtherKind.json().getJsonArray("warnings").size(), is(0));
    }

    @Test
    void twoPayoutsAtOnceBothReachTheProviderAndTwoPaymentsAreAWarning() throws Exception {
        var entered = new CountDownLatch(2);
        var numbers = new AtomicInteger();
        orders.payout =
                _ -> {
                    entered.countDown();
                    await(entered);
                    return done("p" + numbers.incrementAndGet());
                };

        var one = CompletableFuture.supplyAsync(() -> server.post(path + "/payouts", ORDER));
        var two = CompletableFuture.supplyAsync(() -> server.post(path + "/payouts", ORDER));

        var both = one.get().body() + two.get().body();
        assertThat(one.get().status() + two.get().status(), is(400));
        assertThat(both.split("not idempotent", -1).length, is(2));
    }

    @Test
    void aPayoutThatIsNotDoneIsPolledUntilItIs() {
        orders.payout = _ -> new Initiated.Polling("po 1/2");
        var created = server.post(path + "/payouts", ORDER).json();
        var poll = path + "/payouts/polls/po%201%2F2";

        var pending = server.get(poll).json();
        orders.status = new PollStatus.Done(ScriptedProvider.payment("p"));
        var done = server.get(poll);
        orders.status = new PollStatus.Failed("no such account, s3cret-key");
        var failed = server.get(path + "/transfers/polls/x").json();

        assertThat(created.isNull("payment"), is(true));
        assertThat(created.getString("pollingId"), is("po 1/2"));
        assertThat(pending.isNull("payment") && pending.isNull("error"), is(true));
        assertThat(done.json().getJsonObject("payment").getString("reference"), is("p"));
        assertThat(done.body(), not(containsString("s3cret-key")));
        assertThat(failed.getString("error"), is("no such account, ***"));
        assertThat(orders.polled, is(List.of("po 1/2", "po 1/2", "x")));
    }

    @Test
    void aReversalKnowsTheOrderOfItsPath() {
        server.post(path + "/payouts", ORDER);

        var whole = server.post(path + "/payouts/o1/reverse", "{\"reference\":\"r1\"}");
        server.post(path + "/payouts/o1/reverse", "{\"reference\":\"r2\",\"amount\":5}");

        assertThat(whole.status(), is(200));
        assertThat(whole.json().getJsonObject("payment").getString("reference"), is("rev-r1"));
        assertThat(
                orders.reversals.getFirst().amount(), is(orders.initiations.getFirst().amount()));
        assertThat(orders.reversals.getFirst().asset(), is("USD/2"));
        assertThat(orders.reversals.getFirst().related().description(), is("rent"));
        assertThat(orders.reversals.getLast().amount().intValue(), is(5));
    }

    @Test
    void anOrderOfElsewhereIsReversedWithItInTheBody() {
        var unknown = server.post(path + "/transfers/o9/reverse", "{\"reference\":\"r\"}");
        var given =
                server.post(
                        path + "/transfers/o9/reverse",
                        "{\"reference\":\"r\",\"amount\":1,\"asset\":\"EUR/2\",\"relatedPaymentInitiation\":"
                                + ORDER
                                + "}");

        assertThat(unknown.status() + unknown.message(), is("404order not found"));
        assertThat(unknown.details(), containsString("relatedPaymentInitiation is required"));
        assertThat(given.status(), is(200));
        assertThat(orders.reversals.getFirst().related().reference(), is("o1"));
    }

    @Test
    void aBankAccountBecomesAnExternalAccount() {
        var response =
                server.post(
                        path + "/bank-accounts",
                        "{\"id\":\"b1\",\"name\":\"Ann\",\"iban\":\"DE89370400440532013000\",\"country\":\"DE\"}");

        assertThat(response.status(), is(200));
        assertThat(
                response.json().getJsonObject("relatedAccount").getString("reference"),
                is("ext-b1 of ***"));
        assertThat(response.json().getJsonArray("warnings").size(), is(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transfers               | CREATE_TRANSFER     | create transfer failed",
                "payouts                 | CREATE_PAYOUT       | create payout failed",
                "bank-accounts           | CREATE_BANK_ACCOUNT | create bank account failed",
                "webhooks                | CREATE_WEBHOOKS     | create webhooks failed"
            })
    void whatIsNotDeclaredIsRefusedAndWhatIsDeclaredMustBeThere(
            String route, Capability capability, String message) {
        try (var undeclared =
                        new RunningDevServer(
                                new ScriptedProvider(
                                        Set.of(Capability.FETCH_ACCOUNTS), _ -> orders));
                var missing =
                        new RunningDevServer(
                                new ScriptedProvider(
                                        Set.of(capability), _ -> new PaymentConnector() {}))) {
            var refused = undeclared.post(undeclared.connector("scripted") + "/" + route, ORDER);
            var absent = missing.post(missing.connector("scripted") + "/" + route, ORDER);

            for (var response : List.of(refused, absent)) {
                assertThat(response.status() + response.code(), is("400UNIMPLEMENTED"));
                assertThat(response.message(), is(message));
            }
            assertThat(
                    refused.details(),
                    is("not implemented: the provider does not declare " + capability));
            assertThat(
                    absent.details(),
                    is("not implemented: but the provider declares " + capability));
        }
        assertThat(orders.initiations.isEmpty(), is(true));
    }

    @Test
    void whatAProviderMayLeaveOutIsJustNotImplemented() {
        orders.payout = _ -> new Initiated.Polling("x");
        orders.pollingFails = PaymentException.notImplemented();

        var response = server.get(path + "/payouts/polls/x");

        assertThat(response.code() + response.details(), is("UNIMPLEMENTEDnot implemented"));
    }

    @Test
    void aProviderThatReturnsNullThrowsHangsOrRefusesIsReportedAsSuch() {
        orders.transfer = _ -> null;
        var absent = server.post(path + "/transfers", ORDER);
        orders.transfer =
                _ -> {
                    throw new IllegalStateException("with s3cret-key");
                };
        var bug = server.post(path + "/transfers", ORDER);
        orders.transfer =
                _ -> {
                    await(new CountDownLatch(1));
                    return done("never");
                };
        var late = server.post(path + "/transfers", ORDER);
        orders.transfer =
                _ -> {
                    throw PaymentException.of(PaymentError.RATE_LIMITED, "s3cret-key is busy");
                };
        var refused = server.post(path + "/transfers", ORDER);

        assertThat(absent.status(), is(500));
        assertThat(bug.status() + bug.code(), is("500DEFAULT"));
        assertThat(bug.details(), containsString("with ***"));
        assertThat(late.status() + late.code(), is("400TIMEOUT"));
        assertThat(refused.status() + refused.code(), is("400RATE_LIMITED"));
        assertThat(refused.details(), containsString("*** is busy"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"amount\":1.5}",
                "{\"amount\":\"1\"}",
                "{\"sourceAccount\":7}",
                "{\"createdAt\":\"today\"}"
            })
    void aBodyThatIsNoOrderIsRefused(String body) {
        var response = server.post(path + "/payouts", body);

        assertThat(response.status() + response.message(), is("400invalid JSON body"));
        assertThat(orders.initiations.isEmpty(), is(true));
    }

    private static Initiated done(String reference) {
        return new Initiated.Done(ScriptedProvider.payment(reference));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw PaymentException.of(PaymentError.UPSTREAM_ERROR, "interrupted", e);
        }
    }

    private static final class Orders implements PaymentConnector {
        final List<PaymentInitiation> initiations = new CopyOnWriteArrayList<>();
        final List<PaymentReversal> reversals = new CopyOnWriteArrayList<>();
        final List<String> polled = new CopyOnWriteArrayList<>();
        volatile Function<PaymentInitiation, Initiated> transfer =
                order -> done("p-" + order.reference());
        volatile Function<PaymentInitiation, Initiated> payout = transfer;
        volatile PollStatus status = new PollStatus.Pending();
        volatile PaymentException pollingFails;

        @Override
        public Initiated createTransfer(PaymentInitiation initiation, Call call) {
            initiations.add(initiation);
            return transfer.apply(initiation);
        }

        @Override
        public Initiated createPayout(PaymentInitiation initiation, Call call) {
            initiations.add(initiation);
            return payout.apply(initiation);
        }

        @Override
        public Payment reverseTransfer(PaymentReversal reversal, Call call) {
            return reversePayout(reversal, call);
        }

        @Override
        public Payment reversePayout(PaymentReversal reversal, Call call) {
            reversals.add(reversal);
            return ScriptedProvider.payment("rev-" + reversal.reference());
        }

        @Override
        public PollStatus pollTransferStatus(String transferId, Call call) {
            return pollPayoutStatus(transferId, call);
        }

        @Override
        public PollStatus pollPayoutStatus(String payoutId, Call call) {
            polled.add(payoutId);
            if (pollingFails != null) {
                throw pollingFails;
            }
            return status;
        }

        @Override
        public Account createBankAccount(BankAccount bankAccount, Call call) {
            return Account.of(
                    "ext-" + bankAccount.id() + " of s3cret-key", Instant.EPOCH, JsonValue.TRUE);
        }
    }
}
