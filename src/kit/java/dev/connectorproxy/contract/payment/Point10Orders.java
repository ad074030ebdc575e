package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.contract.payment.RecordingEgress.Sent;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Validation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Point 10: payment initiations, their polling and reversal, and bank accounts.
interface Point10Orders extends Point {

    /// 2^53 + 1, the smallest positive integer that a `double` cannot hold.
    BigInteger BEYOND_DOUBLES = BigInteger.TWO.pow(53).add(BigInteger.ONE);

    @TestFactory
    default Stream<DynamicTest> ordersThatNobodyCanCarryOutAreRefused() {
        return each(run -> {
            harness().egress.clear();
            for (var wrong : OrderRun.wrong(run.order())) {
                ExpectedFailures.mustBe(
                        run.kind() + " " + wrong,
                        Set.of(PaymentError.INVALID_REQUEST, PaymentError.CURRENCY_NOT_SUPPORTED),
                        () -> run.create(wrong));
            }
            assertThat("requests sent", harness().egress.sent(), is(empty()));
        });
    }

    @TestFactory
    default Stream<DynamicTest> anOrderBecomesAPaymentAtOnceOrByPolling() {
        return each(run -> {
            var order = run.order();

            var payment = run.completed(run.create(order));

            assertThat(Validation.payments(List.of(payment)), is(empty()));
            assertThat("amount", payment.amount(), is(Optional.of(order.amount())));
            assertThat("asset", payment.asset(), is(order.asset()));
            assertThat("type", payment.type(), is(run.type()));
            assertThat("status", payment.status(), is(harness().fixture.orderStatus(run.kind())));
            assertParty("source", payment.sourceAccountReference(), order.sourceAccount());
            assertParty(
                    "destination",
                    payment.destinationAccountReference(),
                    order.destinationAccount());
        });
    }

    @TestFactory
    default Stream<DynamicTest> amountsOfOrdersAreExact() {
        return each(run -> {
            var order = OrderRun.withAmount(run.order(), BEYOND_DOUBLES);

            var payment = run.completed(run.create(order));

            assertThat("amount", payment.amount(), is(Optional.of(BEYOND_DOUBLES)));
        });
    }

    /// Under its own reference, so that the engine knows that it is the same.
    @TestFactory
    default Stream<DynamicTest> anOrderThatWasSentTwiceIsListedOnce() {
        return harness().fixture.listsOrders()
                ? each(run -> {
                    var payment = run.completed(run.create(run.order()));
                    run.completed(run.create(run.order()));

                    var rows =
                            new InstallTreePoller(harness(), harness().connector(), PageSize.MAX)
                                    .poll()
                                    .of(Task.Type.FETCH_PAYMENTS);

                    assertThat(
                            "fetchPayments rows " + payment.reference(),
                            rows.stream()
                                    .filter(row -> row.reference().equals(payment.reference()))
                                    .count(),
                            is(1L));
                })
                : Stream.empty();
    }

    @TestFactory
    default Stream<DynamicTest> theReferenceIsTheIdempotencyKeyEachTime() {
        return each(run -> {
            var order = run.order();
            harness().egress.clear();

            var once = run.create(order);
            var again = run.create(order);

            assertThat(OrderRun.reference(again), is(OrderRun.reference(once)));
            var keyed = posts().stream().filter(sent -> names(sent, order.reference())).toList();
            assertThat(
                    "posts that carry the reference",
                    keyed.size() >= 2,
                    is(harness().fixture.talksHttp()));
        });
    }

    @TestFactory
    default Stream<DynamicTest> aFailedOrderIsReportedByItsClassAndCanBeRepeated() {
        return each(run -> {
            var order = run.order();
            for (int status :
                    harness().fixture.talksHttp() ? List.of(401, 429, 503) : List.<Integer>of()) {
                harness()
                        .egress
                        .fail(
                                ProviderFault.status(
                                        status, harness().fixture.errorBody(status, "not now")));
                var failure =
                        ExpectedFailures.of(
                                run.kind() + " upon " + status, () -> run.create(order));
                assertThat(
                        run.kind() + " upon " + status,
                        failure.error().protocolCode(),
                        is(PaymentError.ofStatus(status).protocolCode()));
            }
            harness().egress.restore();

            run.completed(run.create(order));
        });
    }

    @TestFactory
    default Stream<DynamicTest> ordersAreTakenBackWhereTheProviderCan() {
        return each(run -> {
            var order = run.order();
            var payment = run.completed(run.create(order));
            var reversal = harness().fixture.reversal(order, payment);
            if (reversal.isEmpty()) {
                ExpectedFailures.mustBeNotImplemented(
                        "reversal", () -> run.reverse(OrderRun.reversal(order, order.amount())));
                return;
            }

            var back = run.reverse(reversal.get());

            assertThat(Validation.payments(List.of(back)), is(empty()));
            assertThat("amount", back.amount(), is(Optional.of(reversal.get().amount())));
            assertThat("asset", back.asset(), is(reversal.get().asset()));
            ExpectedFailures.mustBe(
                    "a reversal of nothing",
                    Set.of(PaymentError.INVALID_REQUEST),
                    () -> run.reverse(OrderRun.reversal(order, BigInteger.ZERO)));
        });
    }

    @TestFactory
    default Stream<DynamicTest> aBankAccountBecomesAnExternalAccount() {
        return Point.when(
                harness().can(Capability.CREATE_BANK_ACCOUNT),
                "bank account",
                () -> {
                    var given =
                            harness()
                                    .fixture
                                    .bankAccount()
                                    .orElseThrow(
                                            () -> new AssertionError("a bank account is needed"));

                    var account = harness().connector().createBankAccount(given, harness().call());

                    assertThat(Validation.accounts(List.of(account)), is(empty()));
                });
    }

    /// A test for each of the two kinds of orders that the provider has.
    @FunctionalInterface
    interface OrderCase {
        void of(OrderRun run) throws Exception;
    }

    private Stream<DynamicTest> each(OrderCase test) {
        return Stream.of(Capability.CREATE_TRANSFER, Capability.CREATE_PAYOUT)
                .flatMap(kind ->
                        Point.when(
                                harness().can(kind),
                                kind.name(),
                                () -> {
                                    harness()
                                            .fixture
                                            .reset(ProviderContract.SEED, ProviderContract.ROWS);
                                    test.of(new OrderRun(harness(), kind));
                                }));
    }

    private List<Sent> posts() {
        return harness().egress.sent().stream()
                .filter(sent -> !sent.request().method().equals("GET"))
                .toList();
    }

    /// An account that the order names is that of the payment.
    private static void assertParty(
            String party, Optional<String> reference, Optional<Account> account) {
        account.ifPresent(
                named -> assertThat(party, reference, is(Optional.of(named.reference()))));
    }

    private static boolean names(Sent sent, String reference) {
        HttpRequest request = sent.request();
        return request.headers().stream().anyMatch(header -> header.value().equals(reference))
                || request.body()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .filter(text -> text.contains(reference))
                        .isPresent();
    }
}
