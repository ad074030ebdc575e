package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PollStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/// Creates, polls and reverses orders of one kind, each with a new connector.
///
/// @param kind [Capability#CREATE_TRANSFER] or [Capability#CREATE_PAYOUT]
record OrderRun(ProviderHarness harness, Capability kind) {

    /// A UUID, because some providers require one.
    static final String REFERENCE = "6f9c5c0e-94a1-4d0d-8a35-0c4c8a1f7d10";

    /// The order of the fixture.
    PaymentInitiation order() {
        return harness.fixture
                .order(kind, REFERENCE)
                .orElseThrow(() -> new AssertionError("an order is needed for " + kind));
    }

    PaymentType type() {
        return isTransfer() ? PaymentType.TRANSFER : PaymentType.PAYOUT;
    }

    Initiated create(PaymentInitiation order) {
        var connector = harness.connector();
        return isTransfer()
                ? connector.createTransfer(order, harness.call())
                : connector.createPayout(order, harness.call());
    }

    /// The payment that an order became, if necessary after it was polled and settled.
    Payment completed(Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> payment;
            case Initiated.Polling(var id) -> polled(id);
        };
    }

    Payment reverse(PaymentReversal reversal) {
        var connector = harness.connector();
        return isTransfer()
                ? connector.reverseTransfer(reversal, harness.call())
                : connector.reversePayout(reversal, harness.call());
    }

    /// The reference of the payment, or the id to poll with.
    static String reference(Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> payment.reference();
            case Initiated.Polling(var id) -> id;
        };
    }

    /// A reversal of an amount of the order.
    static PaymentReversal reversal(PaymentInitiation order, BigInteger amount) {
        return new PaymentReversal(
                order.reference() + "-back",
                order.createdAt(),
                "",
                order,
                amount,
                order.asset(),
                Map.of());
    }

    /// Orders that no provider can execute.
    static List<PaymentInitiation> wrong(PaymentInitiation order) {
        return List.of(
                changed(order, "", order.amount(), order.asset()),
                withAmount(order, BigInteger.ZERO),
                withAmount(order, order.amount().negate()),
                changed(order, order.reference(), order.amount(), ""),
                changed(order, order.reference(), order.amount(), "us dollars/two"));
    }

    static PaymentInitiation withAmount(PaymentInitiation order, BigInteger amount) {
        return changed(order, order.reference(), amount, order.asset());
    }

    private Payment polled(String id) {
        assertThat("the first poll", poll(id), not(instanceOf(PollStatus.Failed.class)));
        harness.fixture.settle(id);
        return switch (poll(id)) {
            case PollStatus.Done(var payment) -> payment;
            case PollStatus.Failed(var error) -> throw new AssertionError("it failed: " + error);
            case PollStatus.Pending() -> throw new AssertionError("settled, but still pending");
        };
    }

    private PollStatus poll(String id) {
        var connector = harness.connector();
        return isTransfer()
                ? connector.pollTransferStatus(id, harness.call())
                : connector.pollPayoutStatus(id, harness.call());
    }

    private boolean isTransfer() {
        return kind == Capability.CREATE_TRANSFER;
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
