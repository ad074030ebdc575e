package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.contract.payment.RecordReader;
import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Orders and conversions as JSON, and their faults.
class TradeJsonTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final JsonObject RAW = Json.createObjectBuilder().add("id", 7).build();
    private static final FetchRequest REQUEST = FetchRequest.first(10);
    private static final Order ORDER =
            Order.of("o1", NOON, RAW)
                    .as(OrderDirection.BUY, OrderType.STOP_LIMIT, OrderStatus.PARTIALLY_FILLED)
                    .withAssets("EUR/2", "BTC/8")
                    .with(
                            OrderTerms.of(BigInteger.TWO.pow(70))
                                    .withClientOrderId("mine")
                                    .withPrices(
                                            Optional.of(BigInteger.valueOf(11)),
                                            Optional.of(BigInteger.valueOf(12)),
                                            "EUR/8")
                                    .open(TimeInForce.GOOD_UNTIL_DATE_TIME, Optional.of(NOON)),
                            OrderFill.of(BigInteger.valueOf(5))
                                    .withQuote(BigInteger.valueOf(6), "EUR/2")
                                    .withFee(BigInteger.valueOf(-7), "USD/2")
                                    .withAveragePrice(BigInteger.valueOf(8)))
                    .between(Optional.of("a"), Optional.of("b"))
                    .withMetadata(Map.of("k", "v"));
    private static final Conversion CONVERSION =
            Conversion.of("c1", NOON, RAW)
                    .as(ConversionStatus.COMPLETED)
                    .from(BigInteger.valueOf(100), "USD/2")
                    .into(Optional.of(BigInteger.valueOf(1_000_000)), "USDC/6")
                    .withFee(BigInteger.ONE, "USD/2")
                    .between(Optional.of("a"), Optional.of("b"))
                    .withMetadata(Map.of("k", "v"));

    @Test
    void anOrderHasEveryFieldOfTheProtocol() {
        assertThat(
                PaymentJson.of(ORDER).toString(),
                is(
                        "{\"reference\":\"o1\",\"clientOrderId\":\"mine\",\"createdAt\":\"2026-01-31T12:00:00Z\","
                                + "\"direction\":\"BUY\",\"sourceAsset\":\"EUR/2\",\"destinationAsset\":\"BTC/8\","
                                + "\"type\":\"STOP_LIMIT\",\"status\":\"PARTIALLY_FILLED\","
                                + "\"baseQuantityOrdered\":1180591620717411303424,\"baseQuantityFilled\":5,"
                                + "\"limitPrice\":11,\"stopPrice\":12,\"timeInForce\":\"GOOD_UNTIL_DATE_TIME\","
                                + "\"expiresAt\":\"2026-01-31T12:00:00Z\",\"quoteAmount\":6,\"quoteAsset\":\"EUR/2\","
                                + "\"fee\":-7,\"feeAsset\":\"USD/2\",\"averageFillPrice\":8,\"priceAsset\":\"EUR/8\","
                                + "\"sourceAccountReference\":\"a\",\"destinationAccountReference\":\"b\","
                                + "\"metadata\":{\"k\":\"v\"},\"raw\":{\"id\":7}}"));
    }

    @Test
    void aConversionHasEveryFieldOfTheProtocol() {
        assertThat(
                PaymentJson.of(CONVERSION).toString(),
                is(
                        "{\"reference\":\"c1\",\"createdAt\":\"2026-01-31T12:00:00Z\",\"sourceAsset\":\"USD/2\","
                                + "\"destinationAsset\":\"USDC/6\",\"sourceAmount\":100,\"destinationAmount\":1000000,"
                                + "\"fee\":1,\"feeAsset\":\"USD/2\",\"status\":\"COMPLETED\","
                                + "\"sourceAccountReference\":\"a\",\"destinationAccountReference\":\"b\","
                                + "\"metadata\":{\"k\":\"v\"},\"raw\":{\"id\":7}}"));
    }

    @Test
    void whatWasWrittenIsReadBackEqual() {
        var bareOrder = Order.of("o", NOON, JsonValue.NULL);
        var bareConversion = Conversion.of("c", NOON, JsonValue.NULL);

        assertThat(RecordReader.order(PaymentJson.of(ORDER)), is(ORDER));
        assertThat(RecordReader.order(PaymentJson.of(bareOrder)), is(bareOrder));
        assertThat(RecordReader.conversion(PaymentJson.of(CONVERSION)), is(CONVERSION));
        assertThat(RecordReader.conversion(PaymentJson.of(bareConversion)), is(bareConversion));
    }

    @Test
    void pagesHaveTheNamesOfTheirKinds() {
        var orders = WrittenJson.of(Page.whole(List.of(ORDER)), PaymentJson::writeOrders);
        var conversions =
                WrittenJson.of(Page.whole(List.of(CONVERSION)), PaymentJson::writeConversions);

        assertThat(orders.getJsonArray("orders").size(), is(1));
        assertThat(conversions.getJsonArray("conversions").size(), is(1));
    }

    @Test
    void goodRowsHaveNoFaults() {
        assertThat(Validation.orders(REQUEST, Page.whole(List.of(ORDER))), is(empty()));
        assertThat(Validation.conversions(REQUEST, Page.whole(List.of(CONVERSION))), is(empty()));
    }

    @Test
    void everyFaultOfAnOrderIsReported() {
        var bad = Order.of("", Times.ZERO, JsonValue.NULL);

        assertThat(
                messages(Validation.orders(List.of(bad))),
                is(
                        List.of(
                                "missing order reference: validation error",
                                "missing order createdAt: validation error",
                                "missing order direction: validation error",
                                "invalid order source asset: validation error",
                                "invalid order target asset: validation error",
                                "missing order type: validation error",
                                "missing order status: validation error",
                                "missing order base quantity ordered: validation error",
                                "missing order raw: validation error")));
    }

    @Test
    void everyFaultOfAConversionIsReported() {
        var bad = Conversion.of("", Times.ZERO, JsonValue.NULL);

        assertThat(
                messages(Validation.conversions(List.of(bad))),
                is(
                        List.of(
                                "missing conversion reference: validation error",
                                "missing conversion createdAt: validation error",
                                "invalid conversion source asset: validation error",
                                "invalid conversion destination asset: validation error",
                                "missing conversion source amount: validation error",
                                "missing conversion status: validation error",
                                "missing conversion raw: validation error")));
    }

    @Test
    void whatTheEngineAcceptsInATradeIsReportedForThePage() {
        var minus = BigInteger.ONE.negate();
        var order =
                ORDER.withAssets("EUR/3", "BTC/8")
                        .with(OrderTerms.of(minus), OrderFill.of(minus).withQuote(minus, "EUR/3"));
        var conversion = CONVERSION.from(minus, "ZZZ/2").into(Optional.of(minus), "USDC/6");

        assertThat(
                messages(Validation.orders(REQUEST, Page.whole(List.of(order, order)))).stream()
                        .distinct()
                        .toList(),
                is(
                        List.of(
                                "negative order base quantity ordered",
                                "negative order base quantity filled",
                                "negative order quote amount",
                                "precision of asset EUR/3: ISO 4217 has 2 decimals, not 3",
                                "same reference as the row with index 0")));
        assertThat(
                messages(Validation.conversions(REQUEST, Page.whole(List.of(conversion)))),
                is(
                        List.of(
                                "negative conversion source amount",
                                "negative conversion destination amount",
                                "unknown asset ZZZ/2: ISO 4217 has no such currency")));
    }

    private static List<String> messages(List<Warning> warnings) {
        return warnings.stream().map(Warning::message).toList();
    }
}
