package dev.connectorproxy.provider.wise;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.Validation;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Points 6 and 7 of the offline conformance layer: what Wise's rows become.
class WiseReadingTest {
    private static final FetchRequest ALL = FetchRequest.first(1_000).from(WiseHost.PROFILE);

    @Test
    void aProfileIsHandedOnAsItIs() {
        try (var host = WiseHost.of(0, 0)) {
            var page =
                    host.connector.fetchOthers(
                            "fetch_profiles", FetchRequest.first(10), WiseHost.call());

            assertThat(page.items().getFirst().id(), is("5000000007"));
            assertThat(
                    page.items().getFirst().other().toString(),
                    is("{\"id\":5000000007,\"type\":\"PERSONAL\",\"fullName\":\"\u00dc\"}"));
            assertThat(
                    page.newState().toString(), containsString("{\"lastProfileID\":5000000011}"));
            assertThat(host.server.requests().getFirst().target(), is("/v2/profiles"));
        }
    }

    @Test
    void aBalanceIsAnAccountAndAChildOfItsProfile() {
        try (var host = WiseHost.of(0, 0)) {
            var accounts = host.connector.fetchAccounts(ALL, WiseHost.call()).items();

            var yen = accounts.get(2);
            assertThat(yen.reference(), is("920"));
            assertThat(yen.createdAt(), is(Instant.parse("2020-05-20T14:43:16.658Z")));
            assertThat(yen.name(), is(Optional.empty()));
            assertThat(yen.defaultAsset(), is(Optional.of("JPY")));
            assertThat(yen.metadata(), is(Map.of("profile_id", "5000000011")));
            assertThat(Validation.accounts(accounts), is(empty()));
            assertThat(
                    host.server.requests().getLast().target(),
                    is("/v4/profiles/5000000011/balances?types=STANDARD%2CSAVINGS"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 11050, EUR/2",
        "1, -300, USD/2",
        "2, 1200, JPY",
        "3, 12345678901234567890123, GBP/2",
        "4, 700, HUF/2",
        "5, 0, IDR/2",
        "6, 1, PLN/2",
        "7, 9000, KWD/3"
    })
    void anAccountReadBackFromJsonLeadsToItsBalance(int index, String amount, String asset) {
        try (var host = WiseHost.of(0, 0)) {
            var account = host.connector.fetchAccounts(ALL, WiseHost.call()).items().get(index);
            var payload = WiseHost.json(PaymentJson.of(account).toString());

            var page =
                    host.connector.fetchBalances(
                            FetchRequest.first(1).from(payload), WiseHost.call());

            var expected =
                    Balance.of(
                            account.reference(),
                            Instant.parse("2021-06-30T23:59:59.000001Z"),
                            new BigInteger(amount),
                            asset);
            assertThat(page.items(), is(List.of(expected)));
            assertThat(page.hasMore(), is(false));
            assertThat(
                    host.server.requests().getLast().target(),
                    is("/v4/profiles/5000000011/balances/" + account.reference()));
        }
    }

    @Test
    void aBalanceWithDecimalsThatItsCurrencyHasNotIsAFailureNotRounded() {
        try (var host = WiseHost.of(0, 0)) {
            host.data().addBalance(WiseData.BUSINESS, 925, "JPY", "7.5");
            var yen = account("925", Map.of("profile_id", "" + WiseData.BUSINESS));

            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    host.connector.fetchBalances(
                                            FetchRequest.first(1).from(yen), WiseHost.call()));

            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
            assertThat(failure.getMessage(), containsString("invalid precision of JPY"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NPR, NPR/2, 105", "INR, INR/2, 105", "HUF, HUF/2, 105", "MXN, MXN/2, 105", "KRW, KRW, 1",
        "KWD, KWD/3, 1050", "THB, THB/2, 105", "AED, AED/2, 105", "UGX, UGX, 1", "CLP, CLP, 1"
    })
    void everyCurrencyOfIso4217IsRead(String currency, String asset, String amount) {
        try (var host = WiseHost.of(0, 0)) {
            var value = asset.contains("/") ? "1.05" : "1";
            host.data().addBalance(WiseData.BUSINESS, 7, currency, value);
            host.data().addTransfer(0, 0, currency, value, "processing");

            var account = account("7", Map.of("profile_id", "" + WiseData.BUSINESS));
            var balance =
                    host.connector
                            .fetchBalances(FetchRequest.first(1).from(account), WiseHost.call())
                            .items()
                            .getFirst();
            var transfer =
                    host.connector
                            .fetchPayments(
                                    FetchRequest.first(1).from(WiseHost.PROFILE), WiseHost.call())
                            .items()
                            .getFirst();

            assertThat(balance.asset(), is(asset));
            assertThat(balance.amount().orElseThrow().toString(), is(amount));
            assertThat(transfer.asset(), is(asset));
            assertThat(transfer.amount().orElseThrow().toString(), is(amount));
            assertThat(List.copyOf(host.log), is(empty()));
        }
    }

    @Test
    void balancesForSavingAreAccountsToo() {
        try (var host = WiseHost.of(0, 0)) {
            host.data()
                    .addBalance(
                            new WiseData.Balance(7, WiseData.BUSINESS, "EUR", "12.5", "SAVINGS"));
            host.data()
                    .addTransfer(
                            0,
                            host.data().addRecipient(WiseData.BUSINESS, "EUR").id(),
                            "EUR",
                            "1",
                            "processing");

            var accounts = host.walk(WiseHost.ACCOUNTS, Optional.empty(), 100).items();
            var transfer =
                    (Payment) host.walk(WiseHost.PAYMENTS, Optional.empty(), 1).items().getFirst();

            assertThat(WiseIds.ids(accounts), hasItem("7"));
            assertThat(transfer.destinationAccountReference(), is(Optional.of("900")));
        }
    }

    @Test
    void aBalanceInAnUnsupportedCurrencyIsSkippedAndLogged() {
        try (var host = WiseHost.of(0, 0)) {
            host.data().addBalance(WiseData.BUSINESS, 7, "ZZZ", "1");
            var unknown = account("7", Map.of("profile_id", "" + WiseData.BUSINESS));

            var page =
                    host.connector.fetchBalances(
                            FetchRequest.first(1).from(unknown), WiseHost.call());

            assertThat(page.items(), is(empty()));
            assertThat(
                    page.skipped().stream().map(SkippedRow::reference).toList(),
                    is(List.of(Optional.of("7"))));
            assertThat(
                    List.copyOf(host.log),
                    is(List.of("wise: balance 7 is left out: currency not supported: ZZZ")));
        }
    }

    @Test
    void aRecipientIsAnExternalAccount() {
        try (var host = WiseHost.of(6, 0)) {
            var accounts = host.connector.fetchExternalAccounts(ALL, WiseHost.call()).items();

            var first = accounts.getFirst();
            assertThat(first.reference(), is("700000001"));
            assertThat(first.createdAt(), is(WiseHost.NOW));
            assertThat(first.name(), is(Optional.of("Zo\u00eb \u5f20")));
            assertThat(first.defaultAsset(), is(Optional.of("EUR/2")));
            assertThat(first.metadata(), is(Map.of("profile_id", "5000000011")));
            assertThat(accounts.size(), is(6));
            assertThat(Validation.accounts(accounts), is(empty()));
            assertThat(
                    host.server.requests().getFirst().target(),
                    is("/v2/accounts?profile=5000000011&size=100&sort=id%2Casc"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, MISSING_FROM_PAYLOAD",
                "{}, MISSING_FROM_PAYLOAD",
                "{\"id\":0}, MISSING_FROM_PAYLOAD",
                "{\"id\":\"x\"}, INVALID_REQUEST",
                "[], INVALID_REQUEST"
            })
    void withoutAProfileNothingIsFetched(String payload, PaymentError error) {
        try (var host = WiseHost.of(1, 1)) {
            var request =
                    payload.isEmpty()
                            ? FetchRequest.first(5)
                            : FetchRequest.first(5).from(WiseHost.json(payload));
            var errors =
                    Stream.of(WiseHost.ACCOUNTS, WiseHost.EXTERNAL, WiseHost.PAYMENTS)
                            .map(fetch ->
                                    assertThrows(
                                            PaymentException.class,
                                            () -> fetch.apply(host.connector, request)))
                            .map(PaymentException::error)
                            .distinct()
                            .toList();

            assertThat(errors, is(List.of(error)));
            assertThat(host.server.count(), is(0L));
        }
    }

    @Test
    void anAccountWithoutItsProfileLeadsToNoBalance() {
        try (var host = WiseHost.of(0, 0)) {
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    host.connector.fetchBalances(
                                            FetchRequest.first(1).from(account("900", Map.of())),
                                            WiseHost.call()));
            assertThat(failure.error(), is(PaymentError.MISSING_METADATA));

            var other =
                    assertThrows(
                            PaymentException.class,
                            () ->
                                    host.connector.fetchBalances(
                                            FetchRequest.first(1), WiseHost.call()));
            assertThat(other.error(), is(PaymentError.MISSING_FROM_PAYLOAD));
        }
    }

    private static JsonValue account(String reference, Map<String, String> metadata) {
        return PaymentJson.of(
                Account.of(reference, WiseHost.NOW, Json.createValue(1)).withMetadata(metadata));
    }
}
