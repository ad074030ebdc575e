package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Validation;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Section 3.4, transfers and payouts; section 5, points 9 and 10.
class GenericOrdersTest {
    private static final BigInteger HUGE = BigInteger.TWO.pow(80);
    private GenericWorld world;

    @BeforeEach
    void start() throws IOException {
        world = GenericWorld.of(3, new GenericPsp.Size(0, 0, 0));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void sendsATransferAndMapsWhatBecameOfIt() {
        var payment = done(world.connector().createTransfer(order("ref-1"), GenericWorld.call()));

        assertThat(world.psp().last().target(), is("/psp/transfers"));
        assertThat(
                world.psp().last().body(),
                is(
                        "{\"idempotencyKey\":\"ref-1\",\"amount\":\"1208925819614629174706176\",\"currency\":\"BHD/3\","
                                + "\"sourceAccountId\":\"from\",\"destinationAccountId\":\"to\","
                                + "\"description\":\"for \u00fc\",\"metadata\":{\"k\":\"v\"}}"));
        assertThat(payment.parentReference(), is("ref-1"));
        assertThat(payment.reference(), startsWith("order-1-"));
        assertThat(payment.createdAt(), is(Instant.parse("2026-03-01T12:00:00.25Z")));
        assertThat(payment.type(), is(PaymentType.TRANSFER));
        assertThat(payment.status(), is(PaymentStatus.PENDING));
        assertThat(payment.scheme(), is(PaymentScheme.OTHER));
        assertThat(payment.amount(), is(Optional.of(HUGE)));
        assertThat(payment.asset(), is("BHD/3"));
        assertThat(payment.sourceAccountReference(), is(Optional.of("from")));
        assertThat(payment.destinationAccountReference(), is(Optional.of("to")));
        assertThat(payment.metadata(), is(Map.of("k", "v")));
        assertThat(Validation.payments(List.of(payment)), is(List.of()));
    }

    @Test
    void sendsAPayoutWithoutWhatIsEmpty() {
        var order =
                new PaymentInitiation(
                        "ref-2",
                        Instant.EPOCH,
                        "",
                        account("from"),
                        account("to"),
                        BigInteger.ONE,
                        "JPY",
                        Map.of());

        var payment = done(world.connector().createPayout(order, GenericWorld.call()));

        assertThat(world.psp().last().target(), is("/psp/payouts"));
        assertThat(
                world.psp().last().body(),
                is(
                        "{\"idempotencyKey\":\"ref-2\",\"amount\":\"1\",\"currency\":\"JPY\","
                                + "\"sourceAccountId\":\"from\",\"destinationAccountId\":\"to\"}"));
        assertThat(payment.type(), is(PaymentType.PAYOUT));
    }

    @Test
    void isTheSamePaymentWhenTheOrderIsMadeAgain() {
        world.psp().next(new PspFault.Cut());
        var failure =
                assertThrows(
                        PaymentException.class,
                        () -> world.connector().createPayout(order("ref"), GenericWorld.call()));
        assertThat(failure.error().retryable(), is(true));

        var first = done(world.connector().createPayout(order("ref"), GenericWorld.call()));
        var second = done(world.connector().createPayout(order("ref"), GenericWorld.call()));

        assertThat(second, is(first));
        assertThat(first.reference(), startsWith("order-1-"));
    }

    @Test
    void sendsAnOrderOnceOnly() {
        world.psp().next(new PspFault.Status(503, Optional.of("0")));

        assertThrows(
                PaymentException.class,
                () -> world.connector().createTransfer(order("ref"), GenericWorld.call()));

        assertThat(world.psp().requests(), is(1));
    }

    @Test
    void refusesAnOrderThatCannotBeCarriedOutBeforeAskingAnybody() {
        var good = order("ref");
        var bad =
                Map.of(
                        "reference is required",
                        order(""),
                        "source account is required",
                        with(Optional.empty(), good.destinationAccount(), HUGE, "USD/2"),
                        "destination account is required",
                        with(good.sourceAccount(), account(""), HUGE, "USD/2"),
                        "amount must be positive",
                        with(
                                good.sourceAccount(),
                                good.destinationAccount(),
                                BigInteger.ZERO,
                                "USD/2"),
                        "asset must be a currency with its decimals, such as USD/2",
                        with(good.sourceAccount(), good.destinationAccount(), HUGE, "usd/-1"));

        bad.forEach((message, order) -> {
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () -> world.connector().createTransfer(order, GenericWorld.call()));
            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
            assertThat(failure.getMessage(), is("invalid request: " + message));
        });
        assertThat(world.psp().requests(), is(0));
    }

    private static PaymentInitiation order(String reference) {
        return new PaymentInitiation(
                reference,
                Instant.EPOCH,
                "for \u00fc",
                account("from"),
                account("to"),
                HUGE,
                "BHD/3",
                Map.of("k", "v"));
    }

    private static PaymentInitiation with(
            Optional<Account> source,
            Optional<Account> destination,
            BigInteger amount,
            String asset) {
        return new PaymentInitiation(
                "ref", Instant.EPOCH, "", source, destination, amount, asset, Map.of());
    }

    private static Optional<Account> account(String reference) {
        return Optional.of(Account.of(reference, Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT));
    }

    private static Payment done(Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> payment;
            case Initiated.Polling(var id) -> throw new AssertionError("polling " + id);
        };
    }
}
