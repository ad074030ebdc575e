package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.contract.payment.RecordReader;
import dev.connectorproxy.spi.Call;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentConnectorTest {
    private static final PaymentConnector BASE = new PaymentConnector() {};
    private static final Call CALL = new Call("id", false, Optional.empty(), 0, Call.Trail.NONE);
    private static final Webhook WEBHOOK =
            new Webhook(Optional.empty(), Map.of(), Map.of(), new byte[] {1});

    @Test
    void failsWithNotImplementedUnlessOverridden() throws IllegalAccessException {
        int asked = 0;

        for (var method : PaymentConnector.class.getMethods()) {
            if (!method.getName().equals("trimWebhook")) {
                var arguments = new Object[method.getParameterCount()];
                var failure =
                        assertThrows(
                                InvocationTargetException.class,
                                () -> method.invoke(BASE, arguments),
                                method.getName());
                assertThat(
                        ((PaymentException) failure.getCause()).error(),
                        is(PaymentError.NOT_IMPLEMENTED));
                asked++;
            }
        }

        assertThat(asked, is(20));
    }

    @Test
    void leavesADeliveryWhole() {
        var delivery = new WebhookDelivery(new WebhookConfig("n", "/n", Map.of()), WEBHOOK);

        var trimmed = BASE.trimWebhook(delivery, CALL);

        assertThat(trimmed.size(), is(1));
        assertThat(trimmed.getFirst(), is(sameInstance(WEBHOOK)));
    }

    @Test
    void takesNullForAbsent() {
        var request = new FetchRequest(Optional.of(JsonValue.NULL), Optional.of(JsonValue.NULL), 1);

        assertThat(request, is(FetchRequest.first(1)));
        assertThat(Page.of(List.of(), JsonValue.NULL, false), is(Page.whole(List.of())));
        var failure = assertThrows(PaymentException.class, request::account);
        assertThat(failure.getMessage(), is("missing from payload in request"));
    }

    @Test
    void readsTheAccountOfAPayload() {
        var account = Account.of("a", Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT);
        var nameless = Json.createObjectBuilder().add("name", "x").build();

        assertThat(FetchRequest.first(1).from(PaymentJson.of(account)).account(), is(account));
        var failure =
                assertThrows(
                        PaymentException.class,
                        () -> FetchRequest.first(1).from(nameless).account());
        assertThat(failure.error(), is(PaymentError.MISSING_FROM_PAYLOAD));
    }

    @Test
    void refusesAPageSizeOfNoRows() {
        assertThrows(IllegalArgumentException.class, () -> FetchRequest.first(0));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T12:00:00Z, 2026-01-01T12:00:00Z",
        "2026-01-01T12:00:00.120Z, 2026-01-01T12:00:00.12Z",
        "2026-01-01T14:00:00.000000001+02:00, 2026-01-01T12:00:00.000000001Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "2026-01-01t12:00:00z, 2026-01-01T12:00:00Z",
        "2026-01-01T12:00:00.123456789Z, 2026-01-01T12:00:00.123456789Z",
        "2026-01-01T12:00:00.1234567899Z, 2026-01-01T12:00:00.123456789Z",
        "2026-01-01T12:00:00.123456789012345678-01:00, 2026-01-01T13:00:00.123456789Z"
    })
    void writesTimesInUtcWithAsManyDecimalsAsItTakes(String given, String written) {
        assertThat(Times.text(Times.of(given).orElseThrow()), is(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-01",
                "2026-01-01T12:00:00",
                "2026-02-30T12:00:00Z",
                "2026-01-01T12:00:00.1234567890",
                "2026-01-01T12:00:00.12345678x90Z",
                "now"
            })
    void refusesOtherTimes(String given) {
        assertThat(Times.of(given), is(Optional.empty()));
    }

    @Test
    void protocolNamesAreThoseOfTheContract() {
        assertThat(
                Arrays.stream(PaymentType.values()).map(PaymentType::protocolName).toList(),
                is(List.of("PAY-IN", "PAYOUT", "TRANSFER", "OTHER", "UNKNOWN")));
        assertThat(
                Arrays.toString(PaymentStatus.values()),
                is(
                        "[PENDING, SUCCEEDED, CANCELLED, FAILED, EXPIRED, REFUNDED, REFUNDED_FAILURE, REFUND_REVERSED, "
                                + "DISPUTE, DISPUTE_WON, DISPUTE_LOST, AMOUNT_ADJUSTEMENT, AUTHORISATION, CAPTURE, "
                                + "CAPTURE_FAILED, OTHER, UNKNOWN]"));
        assertThat(PaymentScheme.values().length, is(24));
        assertThat(Capability.values().length, is(14));
        assertThat(Task.Type.CREATE_WEBHOOKS.ordinal(), is(5));
        assertThat(Task.Type.FETCH_ORDERS.ordinal(), is(6));
        assertThat(Task.Type.FETCH_CONVERSIONS.ordinal(), is(7));
    }

    @Test
    void copiesMetadataInTheOrderOfItsKeys() {
        var account =
                Account.of("a", Instant.EPOCH, JsonValue.TRUE)
                        .withMetadata(Map.of("c", "3", "a", "1", "b", "2"));

        assertThat(List.copyOf(account.metadata().keySet()), is(List.of("a", "b", "c")));
        assertThrows(UnsupportedOperationException.class, () -> account.metadata().put("d", "4"));
    }

    @Test
    void showsNoBankAccountNumber() {
        var account =
                RecordReader.bankAccount(
                        Json.createObjectBuilder()
                                .add("id", "b1")
                                .add("name", "Jane")
                                .add("iban", "DE89370400440532013000")
                                .build());

        assertThat(account.toString(), is("BankAccount[b1]"));
        assertThat(account.iban(), is(Optional.of("DE89370400440532013000")));
        assertThat(account.accountNumber(), is(Optional.empty()));
    }
}
