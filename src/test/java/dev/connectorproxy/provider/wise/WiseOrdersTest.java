package dev.connectorproxy.provider.wise;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.provider.wise.WiseServer.Fault;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import jakarta.json.Json;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Point 10 of the offline conformance layer: orders to pay.
class WiseOrdersTest {
    private static final String REFERENCE = "0f9d3a52-7c15-4a0e-9d5b-2f1f6f6f0a01";
    private static final Map<String, String> PROFILE = Map.of("profile_id", "" + WiseData.BUSINESS);

    @Test
    void aTransferIsAQuoteAndATransferOfIt() {
        try (var host = WiseHost.of(0, 0)) {
            long to = host.data().addRecipient(WiseData.BUSINESS, "EUR").id();

            var payment =
                    done(host.connector.createTransfer(order(to, 1_050, "EUR/2"), WiseHost.call()));

            var requests = host.server.requests();
            assertThat(requests.get(0).target(), is("/v3/profiles/5000000011/quotes"));
            assertThat(
                    requests.get(0).body(),
                    is(
                            "{\"sourceCurrency\":\"EUR\",\"targetCurrency\":\"EUR\",\"sourceAmount\":10.50}"));
            assertThat(requests.get(1).target(), is("/v1/transfers"));
            assertThat(requests.get(1).header("Content-Type"), is("application/json"));
            var sent = WiseHost.json(requests.get(1).body()).asJsonObject();
            assertThat(sent.getJsonNumber("targetAccount").longValue(), is(to));
            assertThat(sent.getString("customerTransactionId"), is(REFERENCE));
            assertThat(sent.size(), is(3));
            assertThat(payment.type(), is(PaymentType.TRANSFER));
            assertThat(payment.status(), is(PaymentStatus.PENDING));
            assertThat(payment.amount(), is(Optional.of(BigInteger.valueOf(1_050))));
            assertThat(payment.sourceAccountReference(), is(Optional.of("900")));
            assertThat(payment.destinationAccountReference(), is(Optional.of("" + to)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1200, JPY, 1200, JPY",
        "120000, JPY/2, 1200, JPY",
        "10500, USD/3, 10.50, USD/2",
        "3, GBP, 3.00, GBP/2"
    })
    void theAssetSaysHowManyDecimalsTheAmountHas(
            long amount, String asset, String sent, String got) {
        try (var host = WiseHost.of(0, 0)) {
            long to = host.data().addRecipient(WiseData.BUSINESS, "EUR").id();

            var payment =
                    done(host.connector.createPayout(order(to, amount, asset), WiseHost.call()));

            var body = host.server.requests().getFirst().body();
            assertThat(body, containsString("\"sourceAmount\":" + sent + "}"));
            assertThat(payment.asset(), is(got));
            assertThat(payment.type(), is(PaymentType.PAYOUT));
        }
    }

    @ParameterizedTest
    @CsvSource({REFERENCE, "order 17/\u00fc"})
    void theSameOrderMadeAgainIsTheSameTransfer(String reference) {
        try (var host = WiseHost.of(0, 0)) {
            long to = host.data().addRecipient(WiseData.BUSINESS, "EUR").id();
            var order =
                    order(
                            reference,
                            Optional.of(source(PROFILE)),
                            Optional.of(to(to, PROFILE)),
                            5,
                            "EUR/2");
            host.server.next(new Fault.None(), new Fault.Cut());
            assertThrows(
                    PaymentException.class,
                    () -> host.connector.createPayout(order, WiseHost.call()));

            var one = done(host.connector.createPayout(order, WiseHost.call()));
            var two = done(host.connector.createPayout(order, WiseHost.call()));

            assertThat(two, is(one));
            assertThat(host.data().transfers().size(), is(1));
        }
    }

    @Test
    void nothingIsSentTwiceOfItself() {
        try (var host = WiseHost.of(0, 0)) {
            host.server.next(Fault.tooMany(0));

            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    host.connector.createPayout(
                                            order(1, 5, "EUR/2"), WiseHost.call()));

            assertThat(failure.error(), is(PaymentError.RATE_LIMITED));
            assertThat(host.server.count(), is(1L));
        }
    }

    @Test
    void anUnknownRecipientIsReportedWithTheMessageOfWise() {
        try (var host = WiseHost.of(0, 0)) {
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    host.connector.createPayout(
                                            order(1, 5, "EUR/2"), WiseHost.call()));

            assertThat(failure.error(), is(PaymentError.CLIENT_ERROR));
            assertThat(
                    failure.getMessage(),
                    containsString("422: RECIPIENT_MISSING no such recipient"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, ZZZ/2, CURRENCY_NOT_SUPPORTED",
        "1, EUR_SAVINGS/2, CURRENCY_NOT_SUPPORTED",
        "1055, USD/3, INVALID_REQUEST",
        "0, USD/2, INVALID_REQUEST",
        "-1, USD/2, INVALID_REQUEST",
        "1, usd, INVALID_REQUEST"
    })
    void refusesWhatCannotBePaid(long amount, String asset, PaymentError error) {
        try (var host = WiseHost.of(0, 0)) {
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    host.connector.createTransfer(
                                            order(1, amount, asset), WiseHost.call()));
            assertThat(failure.error(), is(error));
            assertThat(host.server.count(), is(0L));
        }
    }

    @Test
    void refusesOrdersWithoutAccountsProfilesOrReference() {
        try (var host = WiseHost.of(0, 0)) {
            var from = Optional.of(source(PROFILE));
            var to = Optional.of(to(7, PROFILE));
            var none = Optional.<Account>empty();
            var words =
                    Optional.of(
                            Account.of("iban", WiseHost.NOW, Json.createValue(1))
                                    .withMetadata(PROFILE));
            assertThat(
                    error(host, order("", from, to, 1, "EUR/2")), is(PaymentError.INVALID_REQUEST));
            assertThat(
                    error(host, order("r", none, to, 1, "EUR/2")),
                    is(PaymentError.INVALID_REQUEST));
            assertThat(
                    error(host, order("r", from, none, 1, "EUR/2")),
                    is(PaymentError.INVALID_REQUEST));
            assertThat(
                    error(host, order("r", from, words, 1, "EUR/2")),
                    is(PaymentError.INVALID_REQUEST));
            var bare = Optional.of(source(Map.of()));
            assertThat(
                    error(host, order("r", bare, to, 1, "EUR/2")),
                    is(PaymentError.MISSING_METADATA));
            var other = Optional.of(to(7, Map.of()));
            assertThat(
                    error(host, order("r", from, other, 1, "EUR/2")),
                    is(PaymentError.MISSING_METADATA));
            var odd = Optional.of(source(Map.of("profile_id", "../1")));
            assertThat(
                    error(host, order("r", odd, to, 1, "EUR/2")), is(PaymentError.INVALID_REQUEST));
            assertThat(host.server.count(), is(0L));
        }
    }

    @Test
    void aQuoteInReaisSaysTheNatureOfTheTransfer() {
        try (var host = WiseHost.of(0, 0)) {
            long to = host.data().addRecipient(WiseData.BUSINESS, "BRL").id();
            var plain = order(to, 1_050, "BRL/2");
            var invoice = withNature(plain, "PAYING_FOR_SERVICES");

            host.connector.createTransfer(plain, WiseHost.call());
            host.connector.createPayout(invoice, WiseHost.call());

            assertThat(nature(host, 0), is("MOVING_MONEY_BETWEEN_OWN_ACCOUNTS"));
            assertThat(nature(host, 2), is("PAYING_FOR_SERVICES"));
            assertThat(error(host, plain), is(PaymentError.MISSING_METADATA));
            assertThat(host.server.count(), is(4L));
        }
    }

    private static String nature(WiseHost host, int request) {
        return WiseHost.json(host.server.requests().get(request).body())
                .asJsonObject()
                .getJsonObject("paymentMetadata")
                .getString("transferNature");
    }

    private static PaymentInitiation withNature(PaymentInitiation order, String nature) {
        return new PaymentInitiation(
                order.reference(),
                order.createdAt(),
                order.description(),
                order.sourceAccount(),
                order.destinationAccount(),
                order.amount(),
                order.asset(),
                Map.of(WiseOrders.TRANSFER_NATURE, nature));
    }

    private static PaymentError error(WiseHost host, PaymentInitiation order) {
        return assertThrows(
                        PaymentException.class,
                        () -> host.connector.createPayout(order, WiseHost.call()))
                .error();
    }

    private static Payment done(Initiated initiated) {
        return ((Initiated.Done) initiated).payment();
    }

    private static PaymentInitiation order(long to, long amount, String asset) {
        return order(
                REFERENCE,
                Optional.of(source(PROFILE)),
                Optional.of(to(to, PROFILE)),
                amount,
                asset);
    }

    private static PaymentInitiation order(
            String reference,
            Optional<Account> from,
            Optional<Account> to,
            long amount,
            String asset) {
        return new PaymentInitiation(
                reference,
                WiseHost.NOW,
                "rent",
                from,
                to,
                BigInteger.valueOf(amount),
                asset,
                Map.of());
    }

    private static Account source(Map<String, String> metadata) {
        return Account.of("900", WiseHost.NOW, Json.createValue(1)).withMetadata(metadata);
    }

    private static Account to(long id, Map<String, String> metadata) {
        return Account.of("" + id, WiseHost.NOW, Json.createValue(1)).withMetadata(metadata);
    }
}
