package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.Validation;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Section 3.4, mapping: every field of a payment, and what becomes of fields that break the contract.
class GenericMappingTest extends GenericResponses {
    private static final String TRANSACTION =
            """
            {"id":"tx","relatedTransactionID":"parent","createdAt":"2026-01-02T03:04:05.678901234+01:00",
             "updatedAt":"2026-01-03T00:00:00Z","currency":"BHD/3","scheme":"CARD","type":"PAYIN",
             "status":"SUCCEEDED","amount":"123456789012345678901234567890","sourceAccountID":"from",
             "destinationAccountID":"to","metadata":{"b":"\u00fc","a":"1","n":null},"more":[1]}
            """;

    @Test
    void mapsEveryFieldOfATransaction() {
        var payment = payments(TRANSACTION).items().getFirst();

        assertThat(
                payment,
                is(
                        new Payment(
                                "parent",
                                "tx",
                                Instant.parse("2026-01-02T02:04:05.678901234Z"),
                                PaymentType.PAY_IN,
                                Optional.of(new BigInteger("123456789012345678901234567890")),
                                "BHD/3",
                                PaymentScheme.OTHER,
                                PaymentStatus.SUCCEEDED,
                                Optional.of("from"),
                                Optional.of("to"),
                                Map.of("a", "1", "b", "\u00fc"),
                                Optional.of(json(TRANSACTION)))));
    }

    @Test
    void mapsATransactionWithNothingButWhatIsRequired() {
        var payment =
                payments(
                                """
                                {"id":"tx","createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-03T00:00:00Z",
                                 "currency":"COIN","type":"OTHER","status":"OTHER","amount":"-5","metadata":null,
                                 "sourceAccountID":"","destinationAccountID":null}
                                """)
                        .items()
                        .getFirst();

        assertThat(payment.parentReference(), is(""));
        assertThat(payment.amount(), is(Optional.of(BigInteger.valueOf(-5))));
        assertThat(payment.asset(), is("COIN"));
        assertThat(payment.sourceAccountReference(), is(Optional.empty()));
        assertThat(payment.destinationAccountReference(), is(Optional.empty()));
        assertThat(payment.metadata(), is(Map.of()));
        assertThat(Validation.payments(List.of(payment)), is(empty()));
        assertThat(world.log(), is(empty()));
    }

    @Test
    void readsAccountsOfATransactionInTheSpellingOfOrdersToo() {
        var payment = payments(TRANSACTION.replace("AccountID", "AccountId")).items().getFirst();

        assertThat(payment.sourceAccountReference(), is(Optional.of("from")));
        assertThat(payment.destinationAccountReference(), is(Optional.of("to")));
    }

    @ParameterizedTest
    @CsvSource({"PAYIN, PAY_IN", "PAYOUT, PAYOUT", "TRANSFER, TRANSFER", "OTHER, OTHER"})
    void mapsTheType(String type, PaymentType expected) {
        var payment = payments(TRANSACTION.replace("PAYIN", type)).items().getFirst();

        assertThat(payment.type(), is(expected));
        assertThat(world.log(), is(empty()));
    }

    @Test
    void mapsEveryStatusToTheOneOfItsName() {
        for (var status : PspRows.STATUSES) {
            var payment = payments(TRANSACTION.replace("SUCCEEDED", status)).items().getFirst();
            assertThat(payment.status().name(), is(status));
        }
        assertThat(PspRows.STATUSES, hasSize(15));
        assertThat(world.log(), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "AMOUNT_ADJUSTEMENT", "settled\\n", "k3y-of-the-psp"})
    void mapsATypeOrStatusThatIsNotKnownToOtherAndSaysSo(String text) {
        var page = payments(TRANSACTION.replace("PAYIN", text).replace("SUCCEEDED", text));

        assertThat(page.items().getFirst().type(), is(PaymentType.OTHER));
        assertThat(page.items().getFirst().status(), is(PaymentStatus.OTHER));
        assertThat(world.log(), hasSize(2));
        assertThat(world.log().getFirst(), containsString("transaction tx has a type that"));
        assertThat(world.log().toString(), not(containsString(GenericPsp.API_KEY)));
        assertThat(world.log().toString(), not(containsString("\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"usd/2", "USD/", "1X", "k3y-of-the-psp", "\u20ac"})
    void leavesATransactionOutWhoseCurrencyIsNoAsset(String currency) {
        var page = payments(TRANSACTION.replace("BHD/3", currency), other("tx2"));

        assertThat(page.items().stream().map(Payment::reference).toList(), contains("tx2"));
        assertThat(world.log(), hasSize(1));
        assertThat(world.log().toString(), containsString("transaction tx is left out"));
        assertThat(page.skipped(), hasSize(1));
        assertThat(page.skipped().getFirst().reference(), is(Optional.of("tx")));
        assertThat(page.skipped().getFirst().reason(), is(SkippedRow.Reason.UNKNOWN_ASSET));
        assertThat(page.skipped().getFirst().message(), not(containsString(GenericPsp.API_KEY)));
        assertThat(
                page.skipped().getFirst().raw().orElseThrow().asJsonObject().getString("currency"),
                is(currency));
        assertThat(world.log().toString(), not(containsString(GenericPsp.API_KEY)));
        world.psp().next(response(TRANSACTION.replace("BHD/3", currency), other("tx2")));
        world.psp().next(response());
        var again =
                world.connector()
                        .fetchPayments(
                                FetchRequest.first(100).after(page.newState().orElseThrow()),
                                GenericWorld.call());
        assertThat(again.items(), is(empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "id":"tx",          | ''              | transaction[0]: id is missing
                    "id":"tx"           | "id":7          | transaction[0]: id must be a string
                    "2026-01-03T00:00:00Z" | "yesterday"  | transaction[0]: updatedAt must be an RFC 3339 time
                    "createdAt"         | "created_at"    | transaction[0]: createdAt is missing
                    "currency":"BHD/3"  | "currency":null | transaction[0]: currency is missing
                    "type"              | "Type"          | transaction[0]: type is missing
                    "status":"SUCCEEDED" | "status":["X"] | transaction[0]: status must be a string
                    "amount":           | "amounts":      | transaction[0]: amount is missing
                    "123456789012345678901234567890" | "1.5" | failed to parse amount: 1.5
                    "123456789012345678901234567890" | "ten" | failed to parse amount: ten
                    "123456789012345678901234567890" | "k3y-of-the-psp" | failed to parse amount: ***
                    "123456789012345678901234567890" | 15    | transaction[0]: amount must be a string
                    {"b":"\u00fc","a":"1","n":null}  | {"b":1} | transaction[0]: metadata must be an object of strings
                    """)
    void namesWhatIsWrongWithATransaction(String part, String replacement, String message) {
        var broken = TRANSACTION.replace(part, replacement);
        assertThat(broken, is(not(TRANSACTION)));

        var failure = assertThrows(PaymentException.class, () -> payments(broken));

        assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        assertThat(failure.getMessage(), is("upstream server error: " + message));
    }

    @Test
    void refusesAListThatIsNotSortedSinceRowsWouldBeLostInSilence() {
        var older = other("old").replace("2026-01-04", "2026-01-01");

        var failure = assertThrows(PaymentException.class, () -> payments(TRANSACTION, older));

        assertThat(
                failure.getMessage(),
                is(
                        "upstream server error: the answer of GET /transactions is not sorted by updatedAt:asc"));
    }

    @Test
    void refusesAResponseThatIsNoArrayOfObjects() {
        for (var body : List.of("{}", "\"\"", "1", "true", "[1]", "[[]]", "[null]")) {
            world.psp().next(new PspFault.Response(200, "application/json", body));
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    world.connector()
                                            .fetchAccounts(
                                                    FetchRequest.first(2), GenericWorld.call()));
            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        }
    }

    @Test
    void refusesAStateOfAnotherForm() {
        for (var state : List.of("[]", "{\"lastUpdatedAtFrom\":1}", "{\"lastProcessedIDs\":[1]}")) {
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    world.connector()
                                            .fetchPayments(
                                                    FetchRequest.first(1).after(json(state)),
                                                    GenericWorld.call()));
            assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
        }
    }

    private PaymentsPage payments(String... rows) {
        world.psp().next(response(rows));
        world.psp().next(response());
        return world.connector().fetchPayments(FetchRequest.first(100), GenericWorld.call());
    }

    private static String other(String id) {
        return TRANSACTION.replace("\"tx\"", '"' + id + '"').replace("2026-01-03", "2026-01-04");
    }
}
