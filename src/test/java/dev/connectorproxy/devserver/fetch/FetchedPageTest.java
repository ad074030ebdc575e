package dev.connectorproxy.devserver.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.JsonText;
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
import dev.connectorproxy.spi.payment.WrittenJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// The pages are what `PaymentJson` makes of them, with their warnings.
class FetchedPageTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.25Z");
    private static final String ODD = "a\"b\\c\n\t\u0001 \u00e9 \u4e2d \ud83d\ude00 </script>";
    private static final Call CALL = Call.ofProxy(Duration.ofSeconds(1));
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

        same(page, PaymentJson::writeAccounts);
        same(page, PaymentJson::writeExternalAccounts);
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

        same(page, PaymentJson::writePayments);
    }

    @Test
    void anEmptyPageHasItsKeysAllTheSame() {
        var page = new PaymentsPage(List.of(), List.of(), Optional.empty(), false);

        same(page, PaymentJson::writePayments);
    }

    @Test
    void balancesAndOthersAreWhatPaymentJsonMakesOfThem() {
        var balances =
                Page.whole(
                        List.of(
                                Balance.of("a", NOON, BigInteger.TWO.pow(90).negate(), "JPY"),
                                new Balance(ODD, Times.ZERO, Optional.empty(), "")));
        var others = Page.of(List.of(new Other(ODD, RAW)), Json.createValue(7), true);

        same(balances, PaymentJson::writeBalances);
        same(others, PaymentJson::writeOthers);
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
                () -> FetchedPage.of(page, PaymentJson::writeBalances, _ -> List.of(), CALL));
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

    @Test
    void rawPayloadsAndStatesKeepTheTextOfTheirNumbers() {
        var json = "{\"n\":[1.50E+1,-0,0.00000001,123456789012345678901234567890,1e5]}";
        var value = JsonText.of(json.getBytes(UTF_8), 8).orElseThrow().exactValue();
        var page = Page.of(List.of(Account.of("a", NOON, value)), value, true);

        var written = FetchedPage.of(page, PaymentJson::writeAccounts, _ -> List.of(), CALL);

        assertThat(
                new String(written.body(), UTF_8),
                allOf(
                        containsString(",\"raw\":" + json + "}"),
                        containsString(",\"newState\":" + json + ",")));
        assertThat(written.state(), is(Optional.of(json)));
    }

    @Test
    void aLoneSurrogateStaysAnEscape() {
        assertThat(bytes("a\ud83db"), is("\"a\\ud83db\"\n"));
        assertThat(bytes("\ude00"), is("\"\\ude00\"\n"));
        assertThat(bytes("\ud83d"), is("\"\\ud83d\"\n"));
        assertThat(bytes("\ud83d\ude00"), is("\"\ud83d\ude00\"\n"));
    }

    private static String bytes(String text) {
        return new String(JsonResponses.toBytes(Json.createValue(text)), UTF_8);
    }

    private static <T, P extends Fetched<T>> void same(
            P page, BiConsumer<P, JsonGenerator> fields) {
        var warnings = List.of(new Warning(3, ODD, "missing account raw: validation error"));
        var written = FetchedPage.of(page, fields, _ -> warnings, CALL);
        var warned =
                Json.createArrayBuilder()
                        .add(
                                Json.createObjectBuilder()
                                        .add("index", 3)
                                        .add("reference", ODD)
                                        .add("message", "missing account raw: validation error"));

        assertThat(
                new String(written.body(), UTF_8),
                is(
                        Json.createObjectBuilder(WrittenJson.of(page, fields))
                                        .add("warnings", warned)
                                        .build()
                                + "\n"));
        assertThat(written.state(), is(page.newState().map(JsonValue::toString)));
        assertThat(written.hasMore(), is(page.hasMore()));
    }
}
