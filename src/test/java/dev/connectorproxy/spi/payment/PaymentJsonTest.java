package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.contract.payment.RecordReader;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Section 1.3 in lowerCamelCase.
class PaymentJsonTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.500Z");
    private static final BigInteger HUGE = new BigInteger("123456789012345678901234567890");
    private static final Account BARE =
            new Account(
                    "", Times.ZERO, Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
    private static final Payment FULL =
            Payment.of("p1", NOON, json("{\"z\":1,\"a\":12.50}"))
                    .as(
                            PaymentType.PAY_IN,
                            PaymentStatus.AMOUNT_ADJUSTEMENT,
                            PaymentScheme.CARD_VISA)
                    .withAmount(HUGE, "USD/2")
                    .withParent("p0")
                    .between(Optional.of("a1"), Optional.of("a2"))
                    .withMetadata(Map.of("b", "2", "a", "1"));

    @Test
    void writesAPaymentInTheContractsOrder() {
        assertThat(
                PaymentJson.of(FULL).toString(),
                is(
                        "{\"parentReference\":\"p0\",\"reference\":\"p1\",\"createdAt\":\"2026-01-01T12:00:00.5Z\","
                                + "\"type\":\"PAY-IN\",\"amount\":123456789012345678901234567890,\"asset\":\"USD/2\","
                                + "\"scheme\":\"CARD_VISA\",\"status\":\"AMOUNT_ADJUSTEMENT\","
                                + "\"sourceAccountReference\":\"a1\",\"destinationAccountReference\":\"a2\","
                                + "\"metadata\":{\"a\":\"1\",\"b\":\"2\"},\"raw\":{\"z\":1,\"a\":12.50}}"));
    }

    @Test
    void writesNullForWhatIsAbsent() {
        assertThat(
                PaymentJson.of(BARE).toString(),
                is(
                        "{\"reference\":\"\",\"createdAt\":\"0001-01-01T00:00:00Z\",\"name\":null,\"defaultAsset\":null,"
                                + "\"metadata\":null,\"raw\":null}"));
        assertThat(
                PaymentJson.of(new Balance("a", NOON, Optional.empty(), "JPY")).toString(),
                is(
                        "{\"accountReference\":\"a\",\"createdAt\":\"2026-01-01T12:00:00.5Z\",\"amount\":null,\"asset\":\"JPY\"}"));
    }

    @Test
    void readsBackWhatItWrote() {
        var account =
                Account.of("a1", NOON, json("{\"x\":[1]}"))
                        .withName("N\u00fc\u00f1 \u5f20")
                        .withDefaultAsset("EUR/2")
                        .withMetadata(Map.of("k", "v"));
        var balance = Balance.of("a1", NOON, HUGE.negate(), "BHD/3");
        var other = new Other("o1", json("{\"id\":7}"));
        var config = new WebhookConfig("w", "/w", Map.of("secret", "s"));

        assertThat(RecordReader.payment(reread(PaymentJson.of(FULL))), is(FULL));
        assertThat(PaymentReader.account(reread(PaymentJson.of(account))), is(account));
        assertThat(PaymentReader.account(reread(PaymentJson.of(BARE))), is(BARE));
        assertThat(RecordReader.balance(reread(PaymentJson.of(balance))), is(balance));
        assertThat(RecordReader.other(reread(PaymentJson.of(other))), is(other));
        assertThat(PaymentReader.webhookConfig(reread(RecordWriter.of(config))), is(config));
    }

    @ParameterizedTest
    @EnumSource(PaymentType.class)
    void readsBackEveryType(PaymentType type) {
        var payment = FULL.as(type, PaymentStatus.OTHER, PaymentScheme.A2A);

        assertThat(RecordReader.payment(reread(PaymentJson.of(payment))), is(payment));
    }

    @Test
    void readsKeysInAnyCaseAndIgnoresOthers() {
        var account =
                PaymentReader.account(
                        json(
                                "{\"Reference\":\"acc-1\",\"CREATEDAT\":\"2026-01-01T13:00:00.5+01:00\",\"Nope\":1,\"Name\":null}"));

        assertThat(account.reference(), is("acc-1"));
        assertThat(account.createdAt(), is(NOON));
        assertThat(account.name(), is(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    7                       | payment must be an object
                    {"reference":7}         | payment: reference must be a string
                    {"createdAt":"today"}   | payment: createdAt must be an RFC 3339 time
                    {"amount":"12"}         | payment: amount must be a number
                    {"amount":1.5}          | payment: amount must be a whole number
                    {"amount":1e999999999}  | payment: amount must be a whole number
                    {"type":"pay-in"}       | payment: type must be one of [PAY-IN, PAYOUT, TRANSFER, OTHER, UNKNOWN]
                    {"status":"AMOUNT_ADJUSTMENT"} | payment: status must be one of [PENDING, SUCCEEDED,
                    {"scheme":""}           | payment: scheme must be one of [UNKNOWN, CARD_VISA,
                    {"metadata":{"a":1}}    | payment: metadata must be an object of strings
                    """)
    void namesTheFieldThatIsWrong(String text, String why) {
        var value = Json.createReader(new StringReader(text)).readValue();

        var failure = assertThrows(PaymentException.class, () -> RecordReader.payment(value));

        assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        assertThat(failure.getMessage(), startsWith("invalid request: " + why));
    }

    @Test
    void writesPages() {
        var state = json("{\"n\":2}");

        assertThat(
                WrittenJson.of(
                                new PaymentsPage(
                                        List.of(), List.of("p9"), Optional.of(state), true),
                                PaymentJson::writePayments)
                        .toString(),
                is(
                        "{\"payments\":[],\"paymentsToDelete\":[{\"reference\":\"p9\"}],\"newState\":{\"n\":2},\"hasMore\":true,\"skipped\":[]}"));
        assertThat(
                WrittenJson.of(Page.whole(List.<Account>of()), PaymentJson::writeExternalAccounts)
                        .toString(),
                is("{\"externalAccounts\":[],\"newState\":null,\"hasMore\":false,\"skipped\":[]}"));
        assertThat(
                WrittenJson.of(Page.of(List.of(BARE), state, false), PaymentJson::writeAccounts)
                        .getJsonArray("accounts")
                        .size(),
                is(1));
        assertThat(
                WrittenJson.of(Page.whole(List.<Balance>of()), PaymentJson::writeBalances)
                        .containsKey("balances"),
                is(true));
        assertThat(
                WrittenJson.of(
                                Page.whole(List.of(new Other("o", JsonValue.TRUE))),
                                PaymentJson::writeOthers)
                        .toString(),
                is(
                        "{\"others\":[{\"id\":\"o\",\"other\":true}],\"newState\":null,\"hasMore\":false,\"skipped\":[]}"));
    }

    @Test
    void writesTheRowsThatAPageSkips() {
        var page =
                Page.whole(List.<Balance>of())
                        .withSkipped(
                                List.of(
                                        SkippedRow.of(
                                                        "b1",
                                                        SkippedRow.Reason.UNKNOWN_ASSET,
                                                        "currency not supported: zzz")
                                                .withRaw(json("{\"id\":\"b1\"}")),
                                        new SkippedRow(
                                                Optional.empty(),
                                                SkippedRow.Reason.DEFERRED,
                                                "later",
                                                Optional.empty())));

        var written = WrittenJson.of(page, PaymentJson::writeBalances);

        assertThat(
                written.getJsonArray("skipped").toString(),
                is(
                        "[{\"reference\":\"b1\",\"reason\":\"UNKNOWN_ASSET\",\"message\":\"currency not supported: zzz\","
                                + "\"recoverable\":false,\"raw\":{\"id\":\"b1\"}},"
                                + "{\"reference\":null,\"reason\":\"DEFERRED\",\"message\":\"later\","
                                + "\"recoverable\":true,\"raw\":null}]"));
    }

    @Test
    void writesTheInstallTree() {
        var tree =
                Task.periodically(
                        Task.Type.FETCH_ACCOUNTS,
                        Task.once(Task.Type.FETCH_BALANCES).named("balances"));

        assertThat(
                PaymentJson.of(tree).toString(),
                is(
                        "{\"taskType\":1,\"name\":\"fetch_accounts\",\"periodically\":true,\"nextTasks\":["
                                + "{\"taskType\":2,\"name\":\"balances\",\"periodically\":false,\"nextTasks\":[]}]}"));
    }

    @Test
    void writesWhatBecameOfOrdersAndWhatWebhooksSay() {
        var payment = PaymentJson.of(FULL).toString();

        assertThat(
                RecordWriter.of(new Initiated.Done(FULL)).toString(),
                is("{\"payment\":" + payment + ",\"pollingId\":null}"));
        assertThat(
                RecordWriter.of(new Initiated.Polling("t1")).toString(),
                is("{\"payment\":null,\"pollingId\":\"t1\"}"));
        assertThat(
                RecordWriter.of(new PollStatus.Pending()).toString(),
                is("{\"payment\":null,\"error\":null}"));
        assertThat(
                RecordWriter.of(new PollStatus.Failed("no")).toString(),
                is("{\"payment\":null,\"error\":\"no\"}"));
        assertThat(
                RecordWriter.of(new WebhookEvent.PaymentDeleted("p")).toString(),
                is("{\"paymentToDelete\":{\"reference\":\"p\"}}"));
        assertThat(
                RecordWriter.of(new WebhookEvent.PaymentChanged(FULL)).toString(),
                is("{\"payment\":" + payment + "}"));
    }

    @Test
    void readsOrdersAndDeliveries() {
        var initiation =
                RecordReader.initiation(
                        json(
                                "{\"reference\":\"r\",\"sourceAccount\":{\"reference\":\"a\"},\"amount\":100,\"asset\":\"JPY\"}"));
        var reversal =
                RecordReader.reversal(
                        json(
                                "{\"reference\":\"v\",\"relatedPaymentInitiation\":{\"reference\":\"r\"},\"amount\":1,\"asset\":\"USD/2\"}"));
        var webhook =
                RecordReader.webhook(
                        json(
                                "{\"basicAuth\":{\"username\":\"u\",\"password\":\"s3cret\"},\"queryValues\":{\"Q\":[\"1\"],\"q\":[\"2\"]},\"headers\":{\"X-Sig\":[\"s\"]},\"payload\":\"aMOp\"}"));

        assertThat(initiation.check(), is(new Asset("JPY", 0)));
        assertThat(initiation.sourceAccount().orElseThrow().reference(), is("a"));
        assertThat(initiation.destinationAccount(), is(Optional.empty()));
        assertThat(reversal.related().reference(), is("r"));
        assertThat(reversal.check(), is(new Asset("USD", 2)));
        assertThat(webhook.header("x-sig"), is(Optional.of("s")));
        assertThat(webhook.queryValues(), is(Map.of("Q", List.of("1"), "q", List.of("2"))));
        assertThat(new String(webhook.payload(), StandardCharsets.UTF_8), is("h\u00e9"));
        assertThat(
                webhook.toString() + webhook.basicAuth(),
                is("Webhook[3 bytes]Optional[BasicAuth[***]]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"amount":1,"asset":"USD/2"}                   | reference is required
                    {"reference":"r","asset":"USD/2"}              | amount must be positive
                    {"reference":"r","amount":-1,"asset":"USD/2"}  | amount must be positive
                    {"reference":"r","amount":1,"asset":"usd"}     | asset must be a currency with its decimals, such as USD/2
                    {"reference":"r","amount":1}                   | asset must be a currency with its decimals, such as USD/2
                    """)
    void refusesOrdersThatCannotBeCarriedOut(String text, String why) {
        var initiation = RecordReader.initiation(json(text));

        var failure = assertThrows(PaymentException.class, initiation::check);

        assertThat(failure.getMessage(), is("invalid request: " + why));
    }

    private static JsonObject reread(JsonObject written) {
        return json(written.toString());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
