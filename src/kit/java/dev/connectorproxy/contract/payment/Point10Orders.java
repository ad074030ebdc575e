package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.contract.payment.RecordingEgress.Sent;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PollStatus;
import dev.connectorproxy.spi.payment.Validation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Point 10: payment initiations, their polling and reversal, and bank accounts.
interface Point10Orders extends Point {

    /// A UUID, because some providers require one.
    String REFERENCE = "6f9c5c0e-94a1-4d0d-8a35-0c4c8a1f7d10";

    @TestFactory
    default Stream<DynamicTest> ordersThatNobodyCanCarryOutAreRefused() {
        return each(kind -> {
            harness().egress.clear();
            for (var wrong : wrong(order(kind))) {
                ExpectedFailures.mustBe(
                        kind + " " + wrong,
                        Set.of(PaymentError.INVALID_REQUEST, PaymentError.CURRENCY_NOT_SUPPORTED),
                        () -> create(kind, wrong));
            }
            assertThat("requests sent", harness().egress.sent(), is(empty()));
        });
    }

    @TestFactory
    default Stream<DynamicTest> anOrderBecomesAPaymentAtOnceOrByPolling() {
        return each(kind -> {
            var order = order(kind);

            var payment = carriedOut(kind, create(kind, order));

            assertThat(Validation.payments(List.of(payment)), is(empty()));
            assertThat(payment.amount(), is(Optional.of(order.amount())));
            assertThat(payment.asset(), is(order.asset()));
        });
    }

    @TestFactory
    default Stream<DynamicTest> theReferenceIsTheIdempotencyKeyEachTime() {
        return each(kind -> {
            var order = order(kind);
            harness().egress.clear();

            var once = create(kind, order);
            var again = create(kind, order);

            assertThat(reference(again), is(reference(once)));
            var keyed = posts().stream().filter(sent -> names(sent, order.reference())).toList();
            assertThat(
                    "posts that carry the reference",
                    keyed.size() >= 2,
                    is(harness().fixture.talksHttp()));
        });
    }

    @TestFactory
    default Stream<DynamicTest> aFailedOrderIsReportedByItsClassAndCanBeRepeated() {
        return each(kind -> {
            var order = order(kind);
            var errorBody = harness().fixture.errorBody(503, "not now");
            harness().egress.fail(ProviderFault.status(503, errorBody));
            if (harness().fixture.talksHttp()) {
                ExpectedFailures.mustBe(
                        kind + " upon 503",
                        Set.of(PaymentError.UPSTREAM_ERROR),
                        () -> create(kind, order));
            }
            harness().egress.restore();

            carriedOut(kind, create(kind, order));
        });
    }

    @TestFactory
    default Stream<DynamicTest> ordersAreTakenBackWhereTheProviderCan() {
        return each(kind -> {
            var order = order(kind);
            var payment = carriedOut(kind, create(kind, order));
            var reversal = harness().fixture.reversal(order, payment);
            if (reversal.isEmpty()) {
                ExpectedFailures.mustBeNotImplemented(
                        "reversal", () -> reverse(kind, plain(order, order.amount())));
                return;
            }

            var back = reverse(kind, reversal.get());

            assertThat(Validation.payments(List.of(back)), is(empty()));
            ExpectedFailures.mustBe(
                    "a reversal of nothing",
                    Set.of(PaymentError.INVALID_REQUEST),
                    () -> reverse(kind, plain(order, BigInteger.ZERO)));
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
        void of(Capability kind) throws Exception;
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
                                    test.of(kind);
                                }));
    }

    private PaymentInitiation order(Capability kind) {
        return harness()
                .fixture
                .order(kind, REFERENCE)
                .orElseThrow(() -> new AssertionError("an order is needed for " + kind));
    }

    private Payment carriedOut(Capability kind, Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> payment;
            case Initiated.Polling(var id) -> polled(kind, id);
        };
    }

    private Payment polled(Capability kind, String id) {
        assertThat("the first poll", poll(kind, id), is(not(instanceOf(PollStatus.Failed.class))));
        harness().fixture.settle(id);
        return switch (poll(kind, id)) {
            case PollStatus.Done(var payment) -> payment;
            case PollStatus.Failed(var error) -> throw new AssertionError("it failed: " + error);
            case PollStatus.Pending() -> throw new AssertionError("settled, but still pending");
        };
    }

    private Initiated create(Capability kind, PaymentInitiation order) {
        var connector = harness().connector();
        return transfer(kind)
                ? connector.createTransfer(order, harness().call())
                : connector.createPayout(order, harness().call());
    }

    private PollStatus poll(Capability kind, String id) {
        var connector = harness().connector();
        return transfer(kind)
                ? connector.pollTransferStatus(id, harness().call())
                : connector.pollPayoutStatus(id, harness().call());
    }

    private Payment reverse(Capability kind, PaymentReversal reversal) {
        PaymentConnector connector = harness().connector();
        return transfer(kind)
                ? connector.reverseTransfer(reversal, harness().call())
                : connector.reversePayout(reversal, harness().call());
    }

    private List<Sent> posts() {
        return harness().egress.sent().stream()
                .filter(sent -> !sent.request().method().equals("GET"))
                .toList();
    }

    private static boolean transfer(Capability kind) {
        return kind == Capability.CREATE_TRANSFER;
    }

    private static boolean names(Sent sent, String reference) {
        HttpRequest request = sent.request();
        return request.headers().stream().anyMatch(header -> header.value().equals(reference))
                || request.body()
                        .map(it -> new String(it, StandardCharsets.UTF_8))
                        .filter(it -> it.contains(reference))
                        .isPresent();
    }

    static String reference(Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> payment.reference();
            case Initiated.Polling(var id) -> id;
        };
    }

    private static PaymentReversal plain(PaymentInitiation order, BigInteger amount) {
        return new PaymentReversal(
                order.reference() + "-back",
                order.createdAt(),
                "",
                order,
                amount,
                order.asset(),
                Map.of());
    }

    private static List<PaymentInitiation> wrong(PaymentInitiation order) {
        return List.of(
                changed(order, "", order.amount(), order.asset()),
                changed(order, order.reference(), BigInteger.ZERO, order.asset()),
                changed(order, order.reference(), order.amount().negate(), order.asset()),
                changed(order, order.reference(), order.amount(), ""),
                changed(order, order.reference(), order.amount(), "us dollars/two"));
    }

    private static PaymentInitiation changed(
            PaymentInitiation order, String reference, BigInteger amount, String asset) {
        return new PaymentInitiation(
                reference,
                order.createdAt(),
                order.description(),
                order.sourceAccount(),
                order.destinationAccount(),
                amount,
                asset,
                order.metadata());
    }
}
