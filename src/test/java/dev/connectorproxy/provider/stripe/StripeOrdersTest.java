package dev.connectorproxy.provider.stripe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.provider.stripe.StripeFaults.Fault;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Point 10 of the offline conformance layer: transfers, payouts and reversals.
class StripeOrdersTest {
    private static final Optional<Account> ROOT = account(StripeWorld.ROOT);
    private static final Optional<Account> CONNECTED = account("acct_000000000");
    private static final Optional<Account> BANK = account("ba_1");

    @Test
    void aTransferIsMadeOnceHoweverOftenItIsAskedFor() {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var order = order("ref-1", ROOT, CONNECTED, "1050", "USD/2");

            var payment = done(stripe.connector.createTransfer(order, StripeSession.call()));
            var again = done(stripe.connector.createTransfer(order, StripeSession.call()));

            assertThat(payment.reference(), is("txn_order_1"));
            assertThat(again, is(payment));
            assertThat(payment.type(), is(PaymentType.TRANSFER));
            assertThat(payment.status(), is(PaymentStatus.SUCCEEDED));
            assertThat(payment.scheme(), is(PaymentScheme.OTHER));
            assertThat(payment.amount(), is(Optional.of(BigInteger.valueOf(1_050))));
            assertThat(payment.asset(), is("USD/2"));
            assertThat(payment.sourceAccountReference(), is(Optional.of(StripeWorld.ROOT)));
            assertThat(payment.destinationAccountReference(), is(Optional.of("acct_000000000")));
            assertThat(payment.metadata(), is(Map.of("k", "ü")));
            var sent = stripe.server.seen().get(1); // the first asks who the root is
            assertThat(sent.path(), is("/v1/transfers"));
            assertThat(sent.header("Idempotency-Key"), is("ref-1"));
            assertThat(sent.headers().containsKey("Stripe-account"), is(false));
            assertThat(
                    sent.parameters(),
                    is(
                            Map.of(
                                    "amount", List.of("1050"),
                                    "currency", List.of("usd"),
                                    "destination", List.of("acct_000000000"),
                                    "description", List.of("for 1 & 2"),
                                    "metadata[k]", List.of("ü"),
                                    "expand[0]", List.of("balance_transaction"))));
        }
    }

    @Test
    void aPayoutIsMadeInTheNameOfTheAccountThatPays() {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var order = order("ref-2", CONNECTED, BANK, "900", "JPY");

            var payment = done(stripe.connector.createPayout(order, StripeSession.call()));

            assertThat(payment.type(), is(PaymentType.PAYOUT));
            assertThat(payment.status(), is(PaymentStatus.PENDING));
            assertThat(payment.asset(), is("JPY"));
            var sent = stripe.server.seen().getLast();
            assertThat(sent.path(), is("/v1/payouts"));
            assertThat(sent.header("Stripe-Account"), is("acct_000000000"));
            assertThat(sent.parameter("method"), is("standard"));
            assertThat(sent.parameter("currency"), is("jpy"));
        }
    }

    @ParameterizedTest
    @CsvSource({"5, UGX, 500", "500, UGX/2, 500", "5, ISK, 500", "1045, HUF/2, 1045"})
    void aTransferIsInTheAmountThatStripeExpects(String amount, String asset, String sent) {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var order = order("ref-1", ROOT, CONNECTED, amount, asset);

            stripe.connector.createTransfer(order, StripeSession.call());

            assertThat(stripe.server.seen().getLast().parameter("amount"), is(sent));
        }
    }

    @ParameterizedTest
    @CsvSource({"1045, HUF/2", "80045, TWD/2", "550, UGX/2"})
    void aPayoutOfAFractionThatStripeDoesNotPayOutIsNotSent(String amount, String asset) {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var order = order("ref-1", ROOT, BANK, amount, asset);

            var failure =
                    StripeSession.failure(
                            () -> stripe.connector.createPayout(order, StripeSession.call()));

            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
            assertThat(stripe.server.count(), is(0));
        }
    }

    @Test
    void aReversalTakesATransferBack() {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var related = order("ref-1", ROOT, CONNECTED, "1050", "USD/2");
            var order = reversal(related, Map.of(StripeOrders.TRANSFER_ID, "tr_7"), "USD/2");

            var payment = stripe.connector.reverseTransfer(order, StripeSession.call());

            assertThat(payment.reference(), is("txn_order_1"));
            assertThat(payment.parentReference(), is("txn_of_tr_7"));
            assertThat(payment.type(), is(PaymentType.TRANSFER));
            assertThat(payment.status(), is(PaymentStatus.REFUNDED));
            assertThat(payment.destinationAccountReference(), is(Optional.of("acct_000000000")));
            var sent = stripe.server.seen().getLast();
            assertThat(sent.path(), is("/v1/transfers/tr_7/reversals"));
            assertThat(sent.header("Idempotency-Key"), is("rev-1"));
            assertThat(sent.parameter("amount"), is("50"));
            assertThat(sent.parameter("expand[1]"), is("transfer"));
            assertThat(sent.parameter("expand[2]"), is("transfer.balance_transaction"));
        }
    }

    @Test
    void aReversalWithoutItsTransferIsRefused() {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var related = order("ref-1", ROOT, CONNECTED, "1050", "USD/2");

            var failure =
                    StripeSession.failure(() ->
                            stripe.connector.reverseTransfer(
                                    reversal(related, Map.of(), "USD/2"), StripeSession.call()));

            assertThat(failure.error(), is(PaymentError.MISSING_METADATA));
            assertThat(stripe.server.count(), is(0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, USD/2, INVALID_REQUEST",
        "r, 0, USD/2, INVALID_REQUEST",
        "r, -1, USD/2, INVALID_REQUEST",
        "r, 1, usd, INVALID_REQUEST",
        "r, 1, USD/4, INVALID_REQUEST",
        "r, 1, COIN, CURRENCY_NOT_SUPPORTED",
        "r, 550, UGX/2, INVALID_REQUEST",
        "r, 1, ISK/2, INVALID_REQUEST",
    })
    void anOrderThatCannotBeCarriedOutIsNotSent(
            String reference, String amount, String asset, PaymentError expected) {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var order = order(reference, ROOT, CONNECTED, amount, asset);

            var transfer =
                    StripeSession.failure(
                            () -> stripe.connector.createTransfer(order, StripeSession.call()));
            var payout =
                    StripeSession.failure(
                            () -> stripe.connector.createPayout(order, StripeSession.call()));

            assertThat(transfer.error(), is(expected));
            assertThat(payout.error(), is(expected));
            assertThat(stripe.server.count(), is(0));
        }
    }

    @Test
    void anOrderToNobodyIsRefused() {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var order = order("r", ROOT, Optional.empty(), "1", "USD/2");

            var failure =
                    StripeSession.failure(
                            () -> stripe.connector.createTransfer(order, StripeSession.call()));

            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        }
    }

    @ParameterizedTest
    @CsvSource({"12300, USD/4, 123", "12, JPY, 12", "120, JPY/1, 12", "5, ISK, 500", "7, KWD/3, 7"})
    void theAssetsOwnPrecisionCounts(String amount, String asset, String sent) {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var order = order("r", Optional.empty(), CONNECTED, amount, asset);

            stripe.connector.createTransfer(order, StripeSession.call());

            assertThat(stripe.server.seen().getLast().parameter("amount"), is(sent));
            assertThat(stripe.server.count(), is(1));
        }
    }

    @Test
    void anotherOrderUnderTheSameReferenceIsRefusedAndAFailedOneIsNotRepeatedUnasked() {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var order = order("r", Optional.empty(), CONNECTED, "1", "USD/2");
            stripe.server.faults().next(1, new Fault.Refused(503, "api_error", ""));
            var unavailable =
                    StripeSession.failure(
                            () -> stripe.connector.createTransfer(order, StripeSession.call()));
            assertThat(stripe.server.count(), is(1));

            stripe.connector.createTransfer(order, StripeSession.call());
            var other =
                    StripeSession.failure(() ->
                            stripe.connector.createTransfer(
                                    order("r", Optional.empty(), CONNECTED, "2", "USD/2"),
                                    StripeSession.call()));

            assertThat(unavailable.error(), is(PaymentError.UPSTREAM_ERROR));
            assertThat(other.error(), is(PaymentError.CLIENT_ERROR));
        }
    }

    private static Payment done(Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> payment;
            case Initiated.Polling(var id) -> throw new AssertionError(id);
        };
    }

    private static Optional<Account> account(String reference) {
        return Optional.of(Account.of(reference, Instant.EPOCH, JsonValue.TRUE));
    }

    private static PaymentInitiation order(
            String reference,
            Optional<Account> from,
            Optional<Account> to,
            String amount,
            String asset) {
        return new PaymentInitiation(
                reference,
                StripeSession.NOW,
                "for 1 & 2",
                from,
                to,
                new BigInteger(amount),
                asset,
                Map.of("k", "ü"));
    }

    private static PaymentReversal reversal(
            PaymentInitiation related, Map<String, String> metadata, String asset) {
        return new PaymentReversal(
                "rev-1", StripeSession.NOW, "", related, BigInteger.valueOf(50), asset, metadata);
    }
}
