package dev.connectorproxy.provider.stripe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import dev.connectorproxy.spi.payment.Validation;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Section 3.5, the table of balance transactions, row by row.
class StripeTransactionsTest {
    private static final String CHARGE =
            """
            {"object":"charge","id":"ch_1","amount":2000,"amount_refunded":500,"currency":"usd",
             "balance_transaction":"txn_parent","metadata":{"a":"charge","b":"charge"},
             "payment_intent":{"id":"pi_1","metadata":{"b":"intent","c":"intent"}},
             "payment_method_details":{"card":{"brand":"visa"}}}\
            """;
    private static final String REFUND =
            "{\"object\":\"refund\",\"amount\":700,\"currency\":\"eur\",\"metadata\":{\"r\":\"1\"},\"charge\":"
                    + CHARGE
                    + "}";
    private static final String PAYOUT =
            """
            {"object":"payout","amount":900,"currency":"jpy","status":"paid","type":"bank_account",
             "balance_transaction":{"id":"txn_parent"},"metadata":{"p":"1"}}\
            """;
    private static final String TRANSFER =
            """
            {"object":"transfer","amount":800,"amount_reversed":300,"currency":"usd","destination":"acct_to",
             "balance_transaction":"txn_parent","metadata":{"t":"1"}}\
            """;
    private static final String REVERSAL =
            "{\"object\":\"transfer_reversal\",\"amount\":1,\"currency\":\"usd\",\"transfer\":"
                    + TRANSFER
                    + "}";
    private static final String DISPUTE =
            "{\"object\":\"dispute\",\"amount\":9,\"currency\":\"usd\",\"status\":\"%s\",\"charge\":"
                    + CHARGE
                    + "}";

    private final List<String> log = new ArrayList<>();
    private final SkippedRows skipped = new SkippedRows(log::add, "balance transaction");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "charge, CHARGE, PAY-IN, SUCCEEDED, 55, KWD/3, CARD_VISA, '', , acct_1",
        "payment, CHARGE, PAY-IN, SUCCEEDED, 55, KWD/3, OTHER, '', , acct_1",
        "refund, REFUND, PAY-IN, REFUNDED, 55, KWD/3, CARD_VISA, txn_parent, , acct_1",
        "payment_refund, REFUND, PAY-IN, REFUNDED, 55, KWD/3, OTHER, txn_parent, , acct_1",
        "refund_failure, REFUND, PAY-IN, REFUNDED_FAILURE, 55, KWD/3, CARD_VISA, txn_parent, , acct_1",
        "payment_failure_refund, REFUND, PAY-IN, REFUNDED_FAILURE, 55, KWD/3, OTHER, txn_parent, , acct_1",
        "payment_failure_refund, CHARGE, PAY-IN, REFUNDED_FAILURE, 55, KWD/3, OTHER, '', , acct_1",
        "payout, PAYOUT, PAYOUT, SUCCEEDED, 55, KWD/3, SEPA_CREDIT, '', acct_1, ",
        "payout_failure, PAYOUT, PAYOUT, FAILED, 55, KWD/3, SEPA_CREDIT, txn_parent, acct_1, ",
        "payout_cancel, PAYOUT, PAYOUT, CANCELLED, 55, KWD/3, SEPA_CREDIT, txn_parent, acct_1, ",
        "transfer, TRANSFER, TRANSFER, SUCCEEDED, 55, KWD/3, OTHER, '', acct_1, acct_to",
        "transfer_refund, REVERSAL, TRANSFER, REFUNDED, 55, KWD/3, OTHER, txn_parent, acct_1, acct_to",
        "transfer_refund, TRANSFER, TRANSFER, REFUNDED, 55, KWD/3, OTHER, txn_parent, acct_1, acct_to",
        "transfer_cancel, TRANSFER, TRANSFER, CANCELLED, 55, KWD/3, OTHER, txn_parent, acct_1, acct_to",
        "transfer_failure, TRANSFER, TRANSFER, FAILED, 55, KWD/3, OTHER, txn_parent, acct_1, acct_to",
        "adjustment, DISPUTE won, PAY-IN, SUCCEEDED, 55, KWD/3, CARD_VISA, txn_parent, , acct_1",
        "adjustment, DISPUTE lost, PAY-IN, FAILED, 55, KWD/3, CARD_VISA, txn_parent, , acct_1",
        "adjustment, DISPUTE under_review, PAY-IN, DISPUTE, 55, KWD/3, CARD_VISA, txn_parent, , acct_1",
    })
    void everyTypeBecomesWhatTheTableSays(
            String type,
            String source,
            String paymentType,
            PaymentStatus status,
            BigInteger amount,
            String asset,
            PaymentScheme scheme,
            String parent,
            String from,
            String to) {
        var row = row(type, source(source));

        var payment = only(row);

        assertThat(payment.reference(), is("txn_1"));
        assertThat(payment.createdAt(), is(Instant.parse("2023-11-14T22:13:20Z")));
        assertThat(payment.type().protocolName(), is(paymentType));
        assertThat(payment.status(), is(status));
        assertThat(payment.amount(), is(Optional.of(amount)));
        assertThat(payment.asset(), is(asset));
        assertThat(payment.scheme(), is(scheme));
        assertThat(payment.parentReference(), is(parent));
        assertThat(payment.sourceAccountReference(), is(Optional.ofNullable(from)));
        assertThat(payment.destinationAccountReference(), is(Optional.ofNullable(to)));
        assertThat(payment.raw(), is(Optional.of(row)));
        assertThat(Validation.payments(List.of(payment)), is(empty()));
        assertThat(log, is(empty()));
    }

    @Test
    void metadataOfThePaymentIntentIsLaidOverThatOfTheSource() {
        assertThat(
                only(row("charge", CHARGE)).metadata(),
                is(Map.of("a", "charge", "b", "intent", "c", "intent")));
        assertThat(
                only(row("refund", REFUND)).metadata(),
                is(Map.of("r", "1", "b", "intent", "c", "intent")));
        assertThat(only(row("transfer", TRANSFER)).metadata(), is(Map.of("t", "1")));
    }

    @ParameterizedTest
    @CsvSource({
        "pending, PENDING",
        "in_transit, PENDING",
        "paid, SUCCEEDED",
        "failed, FAILED",
        "canceled, CANCELLED",
        "something_new, OTHER"
    })
    void aPayoutIsAsFarAsItsStatusSays(String status, PaymentStatus expected) {
        var payment = only(row("payout", PAYOUT.replace("paid", status)));

        assertThat(payment.status(), is(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "amex, CARD_AMEX",
        "diners, CARD_DINERS",
        "discover, CARD_DISCOVER",
        "jcb, CARD_JCB",
        "mastercard, CARD_MASTERCARD",
        "visa, CARD_VISA",
        "unionpay, UNKNOWN",
        "eftpos_au, UNKNOWN"
    })
    void aChargeGoesOverItsCard(String brand, PaymentScheme expected) {
        var payment = only(row("charge", CHARGE.replace("visa", brand)));

        assertThat(payment.scheme(), is(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "American Express, CARD_AMEX",
        "Diners Club, CARD_DINERS",
        "Discover, CARD_DISCOVER",
        "JCB, CARD_JCB",
        "MasterCard, CARD_MASTERCARD",
        "UnionPay, CARD_UNION_PAY",
        "Visa, CARD_VISA",
        "Other, UNKNOWN"
    })
    void aPayoutToACardGoesOverIt(String brand, PaymentScheme expected) {
        var card =
                PAYOUT.replace(
                        "\"bank_account\"",
                        "\"card\",\"destination\":{\"object\":\"card\",\"brand\":\""
                                + brand
                                + "\"}");

        assertThat(only(row("payout", card)).scheme(), is(expected));
        assertThat(
                only(row("payout", PAYOUT.replace("bank_account", "card"))).scheme(),
                is(PaymentScheme.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({
        "jpy, JPY",
        "KWD, KWD/3",
        "usd, USD/2",
        "isk, ISK/2",
        "ugx, UGX/2",
        "mga, MGA",
        "xof, XOF"
    })
    void amountsAreSoManyMinorUnitsOfTheirAsset(String currency, String asset) {
        var payment = only(row("charge", CHARGE, currency, "123456789012345678901234567890"));

        assertThat(payment.asset(), is(asset));
        assertThat(
                payment.amount(),
                is(Optional.of(new BigInteger("123456789012345678901234567890"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "something_new null",
                "charge null",
                "charge \"ch_1\"",
                "charge {\"object\":\"topup\",\"amount\":1,\"currency\":\"usd\"}",
                "refund {\"object\":\"charge\",\"amount\":1,\"currency\":\"usd\"}",
                "payout {\"object\":\"charge\",\"amount\":1,\"currency\":\"usd\"}"
            })
    void whatCannotBeAPaymentIsSkippedAndLogged(String typeAndSource) {
        var parts = typeAndSource.split(" ", 2);

        var payment = new StripeTransactions("acct_1", skipped).payment(row(parts[0], parts[1]));

        assertThat(payment, is(Optional.empty()));
        assertThat(log, contains(containsString("balance transaction txn_1 is left out: ")));
        var reason = parts[0].equals("something_new") ? Reason.UNKNOWN_TYPE : Reason.MISSING_OBJECT;
        assertThat(skipped.rows(), hasSize(1));
        assertThat(skipped.rows().getFirst().reference(), is(Optional.of("txn_1")));
        assertThat(skipped.rows().getFirst().reason(), is(reason));
        assertThat(skipped.rows().getFirst().raw(), is(Optional.of(row(parts[0], parts[1]))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz", "xau", ""})
    void aCurrencyThatIsNoneIsSkippedAndLogged(String currency) {
        var row = row("charge", CHARGE, currency.isEmpty() ? "?" : currency, "1");

        var payment = new StripeTransactions("acct_1", skipped).payment(row);

        assertThat(payment, is(Optional.empty()));
        assertThat(log, contains(containsString("currency not supported")));
        assertThat(skipped.rows().getFirst().reason(), is(Reason.UNKNOWN_ASSET));
        assertThat(skipped.rows().getFirst().raw(), is(Optional.of(row)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "topup, 500, PAY-IN, SUCCEEDED, , acct_1",
        "topup_reversal, -500, PAY-IN, REFUNDED, , acct_1",
        "payment_reversal, -500, PAY-IN, REFUNDED, , acct_1",
        "stripe_fee, -500, OTHER, SUCCEEDED, acct_1, ",
        "stripe_fx_fee, -500, OTHER, SUCCEEDED, acct_1, ",
        "tax_fee, -500, OTHER, SUCCEEDED, acct_1, ",
        "application_fee, 500, OTHER, SUCCEEDED, , acct_1",
        "application_fee_refund, -500, OTHER, SUCCEEDED, acct_1, ",
        "adjustment, -500, OTHER, SUCCEEDED, acct_1, ",
        "advance, 500, OTHER, SUCCEEDED, , acct_1",
        "advance_funding, -500, OTHER, SUCCEEDED, acct_1, ",
        "anticipation_repayment, -500, OTHER, SUCCEEDED, acct_1, ",
        "climate_order_purchase, -500, OTHER, SUCCEEDED, acct_1, ",
        "climate_order_refund, 500, OTHER, SUCCEEDED, , acct_1",
        "connect_collection_transfer, -500, OTHER, SUCCEEDED, acct_1, ",
        "contribution, -500, OTHER, SUCCEEDED, acct_1, ",
        "issuing_authorization_hold, -500, OTHER, SUCCEEDED, acct_1, ",
        "issuing_authorization_release, 500, OTHER, SUCCEEDED, , acct_1",
        "issuing_dispute, 500, OTHER, SUCCEEDED, , acct_1",
        "issuing_transaction, -500, OTHER, SUCCEEDED, acct_1, ",
        "obligation_outbound, -500, OTHER, SUCCEEDED, acct_1, ",
        "obligation_reversal_inbound, 500, OTHER, SUCCEEDED, , acct_1",
        "payment_network_reserve_hold, -500, OTHER, SUCCEEDED, acct_1, ",
        "payment_unreconciled, 500, OTHER, SUCCEEDED, , acct_1",
        "payout_minimum_balance_hold, -500, OTHER, SUCCEEDED, acct_1, ",
        "payout_minimum_balance_release, 500, OTHER, SUCCEEDED, , acct_1",
        "reserve_transaction, -500, OTHER, SUCCEEDED, acct_1, ",
        "reserved_funds, -500, OTHER, SUCCEEDED, acct_1, ",
        "stripe_balance_payment_debit, -500, OTHER, SUCCEEDED, acct_1, "
    })
    void noTypeOfTransactionFallsAway(
            String type,
            String amount,
            String paymentType,
            PaymentStatus status,
            String from,
            String to) {
        for (var source : List.of("null", "\"fee_1\"", "{\"object\":\"fee\",\"id\":\"fee_1\"}")) {
            var payment = only(row(type, source, "usd", amount));

            assertThat(payment.type().protocolName(), is(paymentType));
            assertThat(payment.status(), is(status));
            assertThat(payment.amount(), is(Optional.of(BigInteger.valueOf(500))));
            assertThat(payment.asset(), is("USD/2"));
            assertThat(payment.sourceAccountReference(), is(Optional.ofNullable(from)));
            assertThat(payment.destinationAccountReference(), is(Optional.ofNullable(to)));
            assertThat(Validation.payments(List.of(payment)), is(empty()));
        }
        assertThat(log, is(empty()));
    }

    @Test
    void anAmountIsThatOfTheTransactionWhateverBecomesOfItsSource() {
        var captured = CHARGE.replace("2000", "1000").replace("500", "400");
        var dispute = source("DISPUTE needs_response");

        assertThat(amount(row("charge", captured, "usd", "600")), is(600L)); // partial capture
        assertThat(amount(row("adjustment", dispute, "usd", "-7000")), is(7_000L));
        assertThat(amount(row("payment", CHARGE, "usd", "2000")), is(2_000L)); // 500 refunded
        assertThat(amount(row("transfer", TRANSFER, "usd", "-800")), is(800L)); // 300 reversed
        assertThat(amount(row("refund", REFUND, "usd", "-650")), is(650L)); // settled in usd
        assertThat(only(row("refund", REFUND, "usd", "-650")).asset(), is("USD/2"));
    }

    private long amount(JsonValue row) {
        return only(row).amount().orElseThrow().longValueExact();
    }

    @Test
    void whatIsLoggedIsOneShortLine() {
        var type = "a\n2026-01-01 INFO all is well" + "x".repeat(10_000);

        new StripeTransactions("acct_1", skipped).payment(row(type, "null"));

        assertThat(log.getFirst(), not(containsString("\n")));
        assertThat(log.getFirst().length(), lessThan(300));
    }

    @Test
    void aRefundOrADisputeWithoutItsChargeIsStillAPayment() {
        var refund = only(row("refund", REFUND.replace(CHARGE, "null")));
        var dispute = only(row("adjustment", source("DISPUTE won").replace(CHARGE, "\"ch_1\"")));

        assertThat(refund.parentReference(), is(""));
        assertThat(refund.scheme(), is(PaymentScheme.UNKNOWN));
        assertThat(dispute.amount(), is(Optional.of(BigInteger.valueOf(55))));
        assertThat(Validation.payments(List.of(refund, dispute)), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12\"", "1.5", "null", "1e999999999"})
    void anAmountThatIsNoneIsAFailureOfStripe(String amount) {
        var row = row("charge", CHARGE, "usd", amount);

        var failure =
                StripeSession.failure(() -> new StripeTransactions("acct_1", skipped).payment(row));

        assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
    }

    private Payment only(JsonValue row) {
        return new StripeTransactions("acct_1", skipped).payment(row).orElseThrow();
    }

    private static String source(String name) {
        return switch (name) {
            case "CHARGE" -> CHARGE;
            case "REFUND" -> REFUND;
            case "PAYOUT" -> PAYOUT;
            case "TRANSFER" -> TRANSFER;
            case "REVERSAL" -> REVERSAL;
            default -> DISPUTE.formatted(name.split(" ")[1]);
        };
    }

    private static JsonValue row(String type, String source) {
        return row(type, source, "kwd", "-55");
    }

    private static JsonValue row(String type, String source, String currency, String amount) {
        return Json.createObjectBuilder()
                .add("id", "txn_1")
                .add("object", "balance_transaction")
                .add("amount", StripeSession.json(amount))
                .add("currency", currency)
                .add("created", 1_700_000_000)
                .add("type", type)
                .add("source", StripeSession.json(source))
                .build();
    }
}
