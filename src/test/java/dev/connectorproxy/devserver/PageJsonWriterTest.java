package dev.connectorproxy.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.Times;
import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// The written pages equal what `PaymentJson` makes of their rows.
class PageJsonWriterTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.25Z");
    private static final String ODD = "a\"b\\c\n\t\u0001 \u00e9 \u4e2d \ud83d\ude00 </script>";
    private static final JsonObject RAW =
            Json.createObjectBuilder()
                    .add(ODD, ODD)
                    .add("n", new BigInteger("-123456789012345678901234567890"))
                    .add("list", Json.createArrayBuilder().add(1.5).addNull().add(true))
                    .add("empty", JsonValue.EMPTY_JSON_OBJECT)
                    .build();

    @Test
    void accountsAreWhatPaymentJsonMakesOfThem() {
        var page =
                Page.of(
                        List.of(
                                new Account(
                                        ODD,
                                        NOON,
                                        Optional.of(ODD),
                                        Optional.of("USD/2"),
                                        Map.of("k", ODD, "a", "b"),
                                        Optional.of(RAW)),
                                new Account(
                                        "",
                                        Times.ZERO,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Map.of(),
                                        Optional.empty())),
                        RAW,
                        true);

        same("accounts", page, PageJsonWriter::account, PaymentJson.accounts(page));
        same("externalAccounts", page, PageJsonWriter::account, PaymentJson.externalAccounts(page));
    }

    @Test
    void paymentsOfEveryTypeStatusAndSchemeAreWhatPaymentJsonMakesOfThem() {
        var payments =
                Arrays.stream(PaymentStatus.values())
                        .flatMap(status ->
                                Arrays.stream(PaymentType.values())
                                        .flatMap(type ->
                                                Arrays.stream(PaymentScheme.values())
                                                        .map(it -> payment(type, status, it))))
                        .toList();
        var page = new PaymentsPage(payments, List.of("gone", ODD), Optional.of(RAW), false);

        same("payments", page, PageJsonWriter::payment, PaymentJson.payments(page));
    }

    @Test
    void anEmptyPageHasItsKeysAllTheSame() {
        var page = new PaymentsPage(List.of(), List.of(), Optional.empty(), false);

        same("payments", page, PageJsonWriter::payment, PaymentJson.payments(page));
    }

    @Test
    void balancesAndOthersAreWhatPaymentJsonMakesOfThem() {
        var balances =
                Page.whole(
                        List.of(
                                Balance.of("a", NOON, BigInteger.TWO.pow(90).negate(), "JPY"),
                                new Balance(ODD, Times.ZERO, Optional.empty(), "")));
        var others = Page.of(List.of(new Other(ODD, RAW)), Json.createValue(7), true);

        same("balances", balances, PageJsonWriter::balance, PaymentJson.balances(balances));
        same("others", others, PageJsonWriter::other, PaymentJson.others(others));
    }

    @Test
    void aStateThatCouldNotBeReadAgainIsRefused() {
        JsonValue deep = JsonValue.EMPTY_JSON_ARRAY;
        for (int i = 0; i < 1_500; i++) {
            deep = Json.createArrayBuilder().add(deep).build();
        }
        var page = Page.<Balance>of(List.of(), deep, true);

        assertThrows(
                RuntimeException.class,
                () -> PageJsonWriter.of("balances", page, PageJsonWriter::balance, List.of()));
    }

    private static Payment payment(PaymentType type, PaymentStatus status, PaymentScheme scheme) {
        boolean full = scheme.ordinal() % 2 == 0;
        var bare = Payment.of(ODD, NOON, RAW).as(type, status, scheme);
        return full
                ? bare.withAmount(BigInteger.TEN.pow(30), "USD/2")
                        .withParent("p")
                        .between(Optional.of(ODD), Optional.of("d"))
                        .withMetadata(Map.of(ODD, ODD))
                : bare;
    }

    private static <T> void same(
            String rows, Fetched<T> page, BiConsumer<PageJsonWriter, T> row, JsonObject expected) {
        var warnings = List.of(new Warning(3, ODD, "missing account raw: validation error"));
        var written = PageJsonWriter.of(rows, page, row, warnings);
        var warned =
                Json.createArrayBuilder()
                        .add(
                                Json.createObjectBuilder()
                                        .add("index", 3)
                                        .add("reference", ODD)
                                        .add("message", "missing account raw: validation error"));

        assertThat(
                new String(written.body(), UTF_8),
                is(Json.createObjectBuilder(expected).add("warnings", warned).build() + "\n"));
        assertThat(written.state(), is(page.newState().map(JsonValue::toString)));
        assertThat(written.hasMore(), is(page.hasMore()));
    }
}
