package dev.connectorproxy.provider.wise;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Point 11 of the offline conformance layer: webhooks verified and read.
class WiseWebhooksTest {
    private static final String STATE_CHANGE =
            """
            {"data": {"resource": {"type":"transfer","id":%d,"profile_id":2,"account_id":3},
              "current_state":"%s","previous_state":"processing","occurred_at":"%s"},
             "subscription_id":"s","event_type":"transfers#state-change","schema_version":"2.0.0"}
            """;
    private static final String BALANCE =
            """
            {"data":{"resource":{"id":900,"profile_id":2,"type":"balance-account"},"amount":%s,"balance_id":900,
              "currency":"%s","transaction_type":"%s","occurred_at":"2023-03-08T14:55:38.123Z",
              "transfer_reference":"%s"},"event_type":"balances#update","schema_version":"2.2.0"}
            """;

    @Test
    void aGoodSignatureGivesTheDeliverysIdEachTimeItComes() {
        try (var host = WiseHost.of(0, 0)) {
            byte[] body = "{ \"odd\" :  \"bytes \u00fc\"\r\n}".getBytes(StandardCharsets.UTF_8);
            var delivery = delivery("balance_update", body, WiseSigner.headers(body, "d-1"));

            for (int i = 0; i < 2; i++) {
                assertThat(
                        host.connector.verifyWebhook(delivery, WiseHost.call()),
                        is(Optional.of("d-1")));
            }
            assertThat(host.server.count(), is(0L));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Signature-Sha256, ''",
        "X-Signature-Sha256, '%%%'",
        "X-Signature-Sha256, 'AAAA'",
        "X-Delivery-Id, ''",
        "X-Test-Notification, 'false'"
    })
    void aBadSignatureIsRefused(String header, String value) {
        try (var host = WiseHost.of(0, 0)) {
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            var headers = new HashMap<>(WiseSigner.headers(body, "d-1"));
            headers.put(header, List.of(value));
            byte[] sent =
                    header.equals("X-Test-Notification")
                            ? "{ }".getBytes(StandardCharsets.UTF_8)
                            : body;

            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    host.connector.verifyWebhook(
                                            delivery("balance_update", sent, headers),
                                            WiseHost.call()));

            assertThat(failure.error(), is(PaymentError.WEBHOOK_VERIFICATION));
        }
    }

    @Test
    void missingHeadersAreRefused() {
        try (var host = WiseHost.of(0, 0)) {
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    host.connector.verifyWebhook(
                                            delivery("balance_update", new byte[0], Map.of()),
                                            WiseHost.call()));
            assertThat(failure.error(), is(PaymentError.WEBHOOK_VERIFICATION));
        }
    }

    @Test
    void aTestNotificationIsTakenAndSaysNothing() {
        try (var host = WiseHost.of(0, 0)) {
            byte[] body =
                    BALANCE.formatted("1", "EUR", "credit", "R").getBytes(StandardCharsets.UTF_8);
            var test =
                    delivery(
                            "balance_update", body, Map.of("x-test-notification", List.of("true")));

            assertThat(host.connector.verifyWebhook(test, WiseHost.call()), is(Optional.empty()));
            assertThat(host.connector.translateWebhook(test, WiseHost.call()), is(empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-05-06T07:08:09Z", "2024-05-06 07:08:09"})
    void aStateChangeIsTheTransferInThatStateAtThatTime(String at) {
        try (var host = WiseHost.of(0, 0)) {
            long to = host.data().addRecipient(WiseData.BUSINESS, "EUR").id();
            var transfer = host.data().addTransfer(0, to, "EUR", "12.5", "processing");

            var payment =
                    translate(
                                    host,
                                    "transfer_state_changed",
                                    STATE_CHANGE.formatted(
                                            transfer.id(), "outgoing_payment_sent", at))
                            .orElseThrow();

            assertThat(payment.reference(), is("" + transfer.id()));
            assertThat(payment.createdAt(), is(Instant.parse("2024-05-06T07:08:09Z")));
            assertThat(payment.status(), is(PaymentStatus.SUCCEEDED));
            assertThat(payment.type(), is(PaymentType.TRANSFER));
            assertThat(payment.amount(), is(Optional.of(BigInteger.valueOf(1_250))));
            assertThat(payment.destinationAccountReference(), is(Optional.of("900")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"credit, PAY_IN, ``, 900, 70.5", "debit, PAYOUT, 900, ``, -70.50"})
    void aCreditComesToTheBalanceAndADebitGoesFromIt(
            String kind, PaymentType type, String source, String destination, String amount) {
        try (var host = WiseHost.of(0, 0)) {
            var payment =
                    translate(
                                    host,
                                    "balance_update",
                                    BALANCE.formatted(amount, "EUR", kind, "BNK-1"))
                            .orElseThrow();

            assertThat(payment.reference(), is("BNK-1"));
            assertThat(payment.type(), is(type));
            assertThat(payment.status(), is(PaymentStatus.SUCCEEDED));
            assertThat(payment.amount(), is(Optional.of(BigInteger.valueOf(7_050))));
            assertThat(payment.createdAt(), is(Instant.parse("2023-03-08T14:55:38.123Z")));
            assertThat(payment.sourceAccountReference().orElse(""), is(source));
            assertThat(payment.destinationAccountReference().orElse(""), is(destination));
            assertThat(
                    payment.raw().map(JsonValue::asJsonObject).map(raw -> raw.containsKey("data")),
                    is(Optional.of(true)));
        }
    }

    @Test
    void aPayoutFailureIsTheTransferAsFailedWithItsReason() {
        try (var host = WiseHost.of(0, 0)) {
            var id = host.data().addTransfer(0, 0, "EUR", "5", "outgoing_payment_sent").id();
            var body =
                    """
                    {"data":{"transfer_id":%d,"profile_id":222,"failure_reason_code":"WRONG_ID_NUMBER",
                      "failure_description":"Invalid recipient's ID","occurred_at":"2023-08-10T10:17:23.000+00:00"},
                     "event_type":"transfers#payout-failure","schema_version":"2.0.0"}
                    """
                            .formatted(id);

            var payment = translate(host, "transfer_payout_failure", body).orElseThrow();

            assertThat(payment.reference(), is(String.valueOf(id)));
            assertThat(payment.status(), is(PaymentStatus.FAILED));
            assertThat(payment.createdAt(), is(Instant.parse("2023-08-10T10:17:23Z")));
            assertThat(payment.metadata().get("failure_reason_code"), is("WRONG_ID_NUMBER"));
        }
    }

    @Test
    void whatIsOfNoInterestSaysNothing() {
        try (var host = WiseHost.of(0, 0)) {
            var forint = BALANCE.formatted("1", "ZZZ", "credit", "R");
            var nameless = BALANCE.formatted("1", "EUR", "credit", "");
            var unknown = "{\"data\":{},\"event_type\":\"profiles#verified\"}";

            for (var body : List.of(forint, nameless, unknown)) {
                assertThat(translate(host, "balance_update", body), is(Optional.empty()));
            }
            assertThat(host.log.size(), is(3));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "balance_update, ``, INVALID_REQUEST",
                "balance_update, {\"data\", INVALID_REQUEST",
                "balance_update, {}, INVALID_REQUEST",
                "transfer_state_changed, {\"data\":{}}, INVALID_REQUEST",
                "nothing_known, {}, INVALID_REQUEST"
            })
    void whatCannotBeReadIsRefused(String name, String body, PaymentError error) {
        try (var host = WiseHost.of(0, 0)) {
            var failure = assertThrows(PaymentException.class, () -> translate(host, name, body));
            assertThat(failure.error(), is(error));
        }
    }

    private static Optional<Payment> translate(WiseHost host, String name, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var events =
                host.connector.translateWebhook(
                        delivery(name, bytes, WiseSigner.headers(bytes, "d")), WiseHost.call());
        return events.stream().map(it -> ((WebhookEvent.PaymentChanged) it).payment()).findFirst();
    }

    private static WebhookDelivery delivery(
            String name, byte[] body, Map<String, List<String>> headers) {
        return new WebhookDelivery(
                new WebhookConfig(name, "/x", Map.of()),
                new Webhook(Optional.empty(), Map.of(), headers, body));
    }
}
