package dev.connectorproxy.provider.stripe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The idempotency keys of orders: the reference, or its SHA-256 where Stripe would not take it. Two orders with
/// different references never share a key, since Stripe would make only one of them.
class StripeOrderReferencesTest {
    @ParameterizedTest(name = "[{index}]")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`Überweisung\r\nX: 1` | sha256-614b4130b91be8d15fd1b79eb2e63f086834ebbbf3167caa1b7824b0a854dbbe",
                "`Überweisung\r\nX: 2` | sha256-fc865554f33a44f042a3dc71787b65ffd3b2d18b24e896d50909b87828a143e4",
                "`a b`                   | sha256-c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65",
                "`a\u007f`              | sha256-c5791af439fe7995107aba250c140cfd948cb08812c78ade269703c4b82c35fa",
                "a~!                     | a~!"
            })
    void aReferenceThatIsNoHeaderIsDigestedWhole(String reference, String key) {
        assertThat(keyOf(reference), is(key));
    }

    @Test
    void aReferenceThatIsTooLongForAKeyIsDigestedWhole() {
        assertThat(keyOf("x".repeat(255)), is("x".repeat(255)));
        assertThat(
                keyOf("x".repeat(256)),
                is("sha256-85e62acd750c4eb56b7b6a1d66dca5bfaac5f062608a1a893410d0288936c09a"));
    }

    @Test
    void ordersWithDifferentOddReferencesAreBothMade() {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var one = order("Rechnung ü 1");
            var two = order("Rechnung ü 2");

            var first = reference(stripe.connector.createTransfer(one, StripeSession.call()));
            var second = reference(stripe.connector.createTransfer(two, StripeSession.call()));

            assertThat(first, is("txn_order_1"));
            assertThat(second, is("txn_order_2"));
        }
    }

    /// The idempotency key of an order with that reference.
    private static String keyOf(String reference) {
        try (var stripe = new StripeSession(1, 0, 0)) {
            var order = order(reference);

            stripe.connector.createTransfer(order, StripeSession.call());

            return stripe.server.seen().getLast().header("Idempotency-Key");
        }
    }

    private static String reference(Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> payment.reference();
            case Initiated.Polling(var id) -> throw new AssertionError(id);
        };
    }

    private static PaymentInitiation order(String reference) {
        return new PaymentInitiation(
                reference,
                StripeSession.NOW,
                "",
                Optional.empty(),
                Optional.of(Account.of("acct_000000000", Instant.EPOCH, JsonValue.TRUE)),
                BigInteger.ONE,
                "USD/2",
                Map.of());
    }
}
