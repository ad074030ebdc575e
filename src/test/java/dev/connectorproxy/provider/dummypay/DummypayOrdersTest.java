package dev.connectorproxy.provider.dummypay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentReversal;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.Validation;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Section 3.3, transfers, payouts and reversals.
class DummypayOrdersTest {
    @TempDir private Path temporary;
    private Path directory;
    private Dummypay dummypay;

    @BeforeEach
    void start() {
        directory = temporary.resolve("new");
        dummypay = new Dummypay(directory + "/");
    }

    @Test
    void movesTheMoneyAndWritesThePaymentDown() throws IOException {
        Files.createDirectory(directory);
        Dummypay.write(
                directory,
                "balances.json",
                "[{\"account_id\":\"x\",\"amount_in_minors\":5,\"currency\":\"USD/2\",\"mine\":1},"
                        + "{\"account_id\":\"a\",\"amount_in_minors\":150,\"currency\":\"USD/2\"}]");

        var payment = transfer("ref", 100);

        assertThat(payment.reference(), is("ref"));
        assertThat(payment.type(), is(PaymentType.TRANSFER));
        assertThat(payment.status(), is(PaymentStatus.SUCCEEDED));
        assertThat(payment.scheme(), is(PaymentScheme.OTHER));
        assertThat(payment.amount(), is(Optional.of(BigInteger.valueOf(100))));
        assertThat(payment.createdAt(), is(Dummypay.NOW_SECONDS));
        assertThat(payment.sourceAccountReference(), is(Optional.of("a")));
        assertThat(payment.destinationAccountReference(), is(Optional.of("b")));
        assertThat(Validation.payments(List.of(payment)), is(empty()));
        assertThat(
                Files.readString(directory.resolve("balances.json")),
                is(
                        "[{\"account_id\":\"x\",\"amount_in_minors\":5,\"currency\":\"USD/2\",\"mine\":1},"
                                + "{\"account_id\":\"a\",\"amount_in_minors\":50,\"currency\":\"USD/2\"},"
                                + "{\"account_id\":\"b\",\"amount_in_minors\":100,\"currency\":\"USD/2\"}]"));
        assertThat(dummypay.payments(FetchRequest.first(5)).items(), contains(payment));
        try (var files = Files.list(directory)) {
            assertThat(files.toList(), hasSize(2));
        }
    }

    @Test
    void movesNothingTwiceForTheSameOrder() {
        var first = transfer("ref", 100);

        assertThat(transfer("ref", 100), is(first));

        assertThat(dummypay.balance("b", "USD/2"), is("100"));
        assertThat(dummypay.balance("a", "USD/2"), is("-100"));
        assertThat(dummypay.payments(FetchRequest.first(5)).items(), hasSize(1));
        var other = assertThrows(PaymentException.class, () -> transfer("ref", 101));
        assertThat(other.getMessage(), is("invalid request: another payment has this reference"));
        assertThrows(
                PaymentException.class,
                () -> dummypay.connector().createPayout(order("ref", 100), Dummypay.CALL));
    }

    @Test
    void takesBackWhatIsThere() {
        var order = order("ref", 100);
        dummypay.connector().createPayout(order, Dummypay.CALL);

        var back = dummypay.connector().reversePayout(reversal("back", order, 60), Dummypay.CALL);

        assertThat(back.status(), is(PaymentStatus.REFUNDED));
        assertThat(back.type(), is(PaymentType.PAYOUT));
        assertThat(back.parentReference(), is("ref"));
        assertThat(back.reference(), is("back"));
        assertThat(dummypay.balance("a", "USD/2"), is("-40"));
        assertThat(dummypay.balance("b", "USD/2"), is("40"));
        assertThat(
                dummypay.connector().reversePayout(reversal("back", order, 60), Dummypay.CALL),
                is(back));
        assertThat(dummypay.balance("b", "USD/2"), is("40"));
        var more =
                assertThrows(
                        PaymentException.class,
                        () ->
                                dummypay.connector()
                                        .reversePayout(
                                                reversal("again", order, 60), Dummypay.CALL));
        assertThat(
                more.getMessage(),
                is("invalid request: balance will be negative if 60 is subtracted"));
        assertThat(dummypay.payments(FetchRequest.first(5)).items(), hasSize(2));
    }

    @Test
    void saysWhyNothingCanBeTakenBack() {
        var order = order("ref", 100);
        var none =
                assertThrows(
                        PaymentException.class,
                        () ->
                                dummypay.connector()
                                        .reverseTransfer(reversal("r", order, 1), Dummypay.CALL));
        assertThat(none.getMessage(), is("invalid request: no balance data found"));

        transfer("ref", 100);
        var euros =
                new PaymentReversal(
                        "r", Instant.EPOCH, "", order, BigInteger.ONE, "EUR/2", Map.of());
        var other =
                assertThrows(
                        PaymentException.class,
                        () -> dummypay.connector().reverseTransfer(euros, Dummypay.CALL));
        assertThat(other.getMessage(), is("invalid request: no reversable balance found"));
    }

    @Test
    void refusesOrdersThatCannotBeCarriedOut() {
        var noSource =
                new PaymentInitiation(
                        "r",
                        Instant.EPOCH,
                        "",
                        Optional.empty(),
                        account("b"),
                        BigInteger.ONE,
                        "JPY",
                        Map.of());
        for (var order : List.of(order("", 1), order("r", 0), order("r", -1), noSource)) {
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () -> dummypay.connector().createTransfer(order, Dummypay.CALL));
            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        }
        assertThat(Files.exists(directory), is(false));
    }

    @Test
    void writesNothingOverFilesThatAreBroken() throws IOException {
        Files.createDirectory(directory);
        Dummypay.write(directory, "balances.json", "[{");

        var failure = assertThrows(PaymentException.class, () -> transfer("ref", 1));

        assertThat(failure.getMessage(), containsString("balances.json is no well-formed JSON"));
        assertThat(Files.readString(directory.resolve("balances.json")), is("[{"));
        assertThat(Files.exists(directory.resolve("payments.json")), is(false));
    }

    @Test
    void losesNoneOfManyOrdersAtOnceOverSeveralConnectors() throws Exception {
        Files.createDirectory(directory);
        var other = new Dummypay(directory + "/.");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, 60)
                            .mapToObj(i ->
                                    threads.submit(() ->
                                            (i % 2 == 0 ? dummypay : other)
                                                    .connector()
                                                    .createTransfer(
                                                            order("r" + i, 1), Dummypay.CALL)))
                            .toList();
            for (var each : all) {
                each.get();
            }
        }

        assertThat(dummypay.balance("b", "USD/2"), is("60"));
        assertThat(dummypay.payments(FetchRequest.first(100)).items(), hasSize(60));
    }

    private Payment transfer(String reference, int amount) {
        return switch (dummypay.connector()
                .createTransfer(order(reference, amount), Dummypay.CALL)) {
            case Initiated.Done(var payment) -> payment;
            case Initiated.Polling(var id) -> throw new AssertionError("polling " + id);
        };
    }

    private static PaymentReversal reversal(String reference, PaymentInitiation order, int amount) {
        return new PaymentReversal(
                reference, Instant.EPOCH, "", order, BigInteger.valueOf(amount), "USD/2", Map.of());
    }

    private static PaymentInitiation order(String reference, int amount) {
        return new PaymentInitiation(
                reference,
                Instant.EPOCH,
                "",
                account("a"),
                account("b"),
                BigInteger.valueOf(amount),
                "USD/2",
                Map.of());
    }

    private static Optional<Account> account(String reference) {
        return Optional.of(Account.of(reference, Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT));
    }
}
