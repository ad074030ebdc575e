package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The engine's rules of section 1.3 with their messages.
class ValidationTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void tellsEveryFaultOfAnAccount() {
        var good = Account.of("a", NOON, JsonValue.EMPTY_JSON_OBJECT).withDefaultAsset("USD/2");
        var bad =
                new Account(
                        "",
                        Times.ZERO,
                        Optional.empty(),
                        Optional.of("usd"),
                        Map.of(),
                        Optional.empty());

        assertThat(
                Validation.accounts(List.of(good, bad)),
                is(
                        List.of(
                                new Warning(1, "", "missing account reference: validation error"),
                                new Warning(1, "", "missing account createdAt: validation error"),
                                new Warning(1, "", "missing account raw: validation error"),
                                new Warning(1, "", "invalid default asset: validation error"))));
    }

    @Test
    void tellsEveryFaultOfABalance() {
        var good = Balance.of("a", NOON, BigInteger.ZERO, "JPY");
        var bad = new Balance("", Times.ZERO, Optional.empty(), "");

        assertThat(Validation.balances(List.of(good)), is(empty()));
        assertThat(
                Validation.balances(List.of(bad)).stream().map(Warning::message).toList(),
                is(
                        List.of(
                                "missing account reference: validation error",
                                "missing balance createdAt: validation error",
                                "missing balance amount: validation error",
                                "invalid balance asset: validation error")));
    }

    @Test
    void tellsEveryFaultOfAPayment() {
        var bad = Payment.of("", Times.ZERO, JsonValue.NULL);
        var good =
                Payment.of("p", NOON, JsonValue.EMPTY_JSON_OBJECT)
                        .as(PaymentType.OTHER, PaymentStatus.UNKNOWN, PaymentScheme.UNKNOWN)
                        .withAmount(BigInteger.ONE, "BTC/8");

        assertThat(Validation.payments(List.of(good)), is(empty()));
        assertThat(
                Validation.payments(List.of(bad)).stream().map(Warning::message).toList(),
                is(
                        List.of(
                                "missing payment reference: validation error",
                                "missing payment createdAt: validation error",
                                "missing payment type: validation error",
                                "missing payment amount: validation error",
                                "invalid payment asset: validation error",
                                "missing payment raw: validation error")));
    }
}
