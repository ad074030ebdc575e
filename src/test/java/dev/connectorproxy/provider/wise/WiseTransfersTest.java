package dev.connectorproxy.provider.wise;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Validation;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Wise's transfers become, and whose accounts they are between.
class WiseTransfersTest {
    private static final FetchRequest ALL = FetchRequest.first(1_000).from(WiseHost.PROFILE);

    @Test
    void aTransferIsAPaymentOfWhatArrives() {
        try (var host = WiseHost.of(0, 0)) {
            long from = host.data().addRecipient(WiseData.PERSONAL, "EUR").id();
            long to = host.data().addRecipient(WiseData.BUSINESS, "EUR").id();
            host.data().addTransfer(from, to, "EUR", "93000000000000000000.5", "processing");

            var payment = payments(host).getFirst();

            assertThat(payment.reference(), is("4294967297"));
            assertThat(payment.createdAt(), is(Instant.parse("2024-02-29T23:59:58Z")));
            assertThat(payment.type(), is(PaymentType.TRANSFER));
            assertThat(payment.scheme(), is(PaymentScheme.OTHER));
            assertThat(payment.amount(), is(Optional.of(new BigInteger("9300000000000000000050"))));
            assertThat(payment.asset(), is("EUR/2"));
            assertThat(payment.sourceAccountReference(), is(Optional.of("905")));
            assertThat(payment.destinationAccountReference(), is(Optional.of("900")));
            assertThat(
                    payment.raw().map(JsonValue::asJsonObject).map(raw -> raw.getInt("user")),
                    is(Optional.of(1)));
            assertThat(Validation.payments(List.of(payment)), is(empty()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "incoming_payment_waiting, PENDING",
        "incoming_payment_initiated, PENDING",
        "processing, PENDING",
        "funds_converted, PENDING",
        "bounced_back, PENDING",
        "outgoing_payment_sent, SUCCEEDED",
        "funds_refunded, FAILED",
        "charged_back, FAILED",
        "cancelled, CANCELLED",
        "unheard_of, OTHER"
    })
    void aStateIsAStatus(String state, PaymentStatus status) {
        try (var host = WiseHost.of(0, 0)) {
            host.data().addTransfer(0, 0, "JPY", "1200", state);

            var payment = payments(host).getFirst();

            assertThat(payment.status(), is(status));
            assertThat(payment.asset(), is("JPY"));
            assertThat(payment.amount(), is(Optional.of(BigInteger.valueOf(1_200))));
        }
    }

    @Test
    void aTransferOfRecipientsThatAreGoneOrHaveNoSuchBalanceHasNoAccounts() {
        try (var host = WiseHost.of(0, 0)) {
            long to = host.data().addRecipient(WiseData.PERSONAL, "EUR").id();
            host.data().addTransfer(WiseData.GONE, to, "SEK", "1", "processing");

            var payment = payments(host).getFirst();

            assertThat(payment.sourceAccountReference(), is(Optional.empty()));
            assertThat(payment.destinationAccountReference(), is(Optional.empty()));
        }
    }

    @Test
    void looksUpEachRecipientAndEachProfileOnce() {
        try (var host = WiseHost.of(0, 0)) {
            long to = host.data().addRecipient(WiseData.BUSINESS, "EUR").id();
            for (int i = 0; i < 10; i++) {
                host.data().addTransfer(WiseData.GONE, to, "EUR", "1", "processing");
            }

            for (int i = 0; i < 3; i++) {
                assertThat(payments(host).size(), is(10));
            }

            assertThat(asked(host, "/v1/accounts/" + to), is(1L));
            assertThat(asked(host, "/v1/accounts/" + WiseData.GONE), is(1L));
            assertThat(asked(host, "/v4/profiles/5000000011/balances?"), is(1L));
        }
    }

    @Test
    void aBalanceOpenedSinceTheLastLookUpIsFound() {
        try (var host = WiseHost.of(0, 0)) {
            long to = host.data().addRecipient(WiseData.BUSINESS, "SEK").id();
            host.data().addTransfer(0, to, "SEK", "1", "processing");
            assertThat(
                    payments(host).getFirst().destinationAccountReference(), is(Optional.empty()));

            host.data().addBalance(WiseData.BUSINESS, 3_000, "SEK", "1");
            assertThat(
                    payments(host).getFirst().destinationAccountReference(),
                    is(Optional.of("3000")));
        }
    }

    @Test
    void transfersOutOfOrderAreRefusedRatherThanLost() {
        try (var host = WiseHost.of(0, 0)) {
            var row =
                    "{\"id\":%d,\"targetCurrency\":\"EUR\",\"targetValue\":1,\"created\":\"2024-01-01 00:00:00\"}";
            host.server.next(
                    new WiseServer.Fault.Status(
                            200,
                            Map.of(),
                            "[%s,%s,%s]"
                                    .formatted(
                                            row.formatted(2), row.formatted(3), row.formatted(1))));

            var failure = assertThrows(PaymentException.class, () -> payments(host));

            assertThat(failure.getMessage(), containsString("not sorted by id"));
        }
    }

    private static List<Payment> payments(WiseHost host) {
        return host.connector.fetchPayments(ALL, WiseHost.call()).items();
    }

    private static long asked(WiseHost host, String start) {
        return host.server.requests().stream()
                .filter(request -> request.target().startsWith(start))
                .count();
    }
}
