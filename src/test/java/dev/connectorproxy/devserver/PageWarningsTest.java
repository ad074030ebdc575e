package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.fetch.FetchedPage;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Section 1.3 of the contract: every page is validated as the engine does it, and violations are reported as warnings.
class PageWarningsTest {
    private static final Call CALL = Call.ofProxy(Duration.ofSeconds(1));

    private static final Account GOOD =
            Account.of("good", Instant.EPOCH, JsonValue.EMPTY_JSON_OBJECT);

    @ParameterizedTest
    @CsvSource({
        "ACCOUNTS, invalid default asset, missing account createdAt",
        "EXTERNAL_ACCOUNTS, invalid default asset, missing account createdAt",
        "BALANCES, missing balance amount, invalid balance asset",
        "PAYMENTS, missing payment type, missing payment raw"
    })
    void everyPageIsHeldToTheEnginesRulesRowByRow(FetchKind kind, String one, String other) {
        var warnings = warnings(kind).getValuesAs(JsonObject.class);

        assertThat(
                warnings.stream().map(it -> it.getString("message")).toList(),
                hasItems(one + ": validation error", other + ": validation error"));
        for (var warning : warnings) {
            assertThat(warning.getInt("index"), is(1));
            assertThat(warning.getString("reference"), is("bad"));
        }
    }

    @Test
    void othersHaveNoRules() {
        assertThat(warnings(FetchKind.OTHERS), is(JsonValue.EMPTY_JSON_ARRAY));
    }

    @Test
    void aPageIsAlsoCheckedForWhatTheEngineAccepts() {
        var page =
                FetchedPage.fetch(
                        new PaymentConnector() {
                            @Override
                            public Page<Other> fetchOthers(
                                    String name, FetchRequest request, Call call) {
                                var row = new Other("u", JsonValue.TRUE);
                                return new Page<>(List.of(row, row), Optional.empty(), true);
                            }
                        },
                        new StateKey(FetchKind.OTHERS, "users", PayloadIdentity.NONE),
                        FetchRequest.first(1),
                        CALL);

        assertThat(
                warnings(page).getValuesAs(JsonObject.class).stream()
                        .map(it -> it.getInt("index") + " " + it.getString("message"))
                        .toList(),
                contains(
                        "-1 hasMore without newState: the next page would be the first one again",
                        "1 more rows than pageSize: 2 instead of 1",
                        "1 same reference as the row with index 0"));
    }

    private static JsonArray warnings(FetchKind kind) {
        return warnings(
                FetchedPage.fetch(
                        new SecondRowWrong(),
                        new StateKey(kind, "", PayloadIdentity.NONE),
                        FetchRequest.first(2),
                        CALL));
    }

    private static JsonArray warnings(FetchedPage page) {
        try (var reader = Json.createReader(new ByteArrayInputStream(page.body()))) {
            return reader.readObject().getJsonArray("warnings");
        }
    }

    /// Every page has a good row and a bad one.
    private static final class SecondRowWrong implements PaymentConnector {
        @Override
        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
            var bad = Account.of("bad", Times.ZERO, JsonValue.TRUE).withDefaultAsset("usd");
            return Page.whole(List.of(GOOD, bad));
        }

        @Override
        public Page<Account> fetchExternalAccounts(FetchRequest request, Call call) {
            return fetchAccounts(request, call);
        }

        @Override
        public Page<Balance> fetchBalances(FetchRequest request, Call call) {
            var good = new Balance("good", Instant.EPOCH, Optional.of(BigInteger.ONE), "JPY");
            return Page.whole(
                    List.of(good, new Balance("bad", Instant.EPOCH, Optional.empty(), "")));
        }

        @Override
        public PaymentsPage fetchPayments(FetchRequest request, Call call) {
            var good =
                    Payment.of("good", Instant.EPOCH, JsonValue.TRUE)
                            .as(PaymentType.PAYOUT, PaymentStatus.PENDING, PaymentScheme.OTHER)
                            .withAmount(BigInteger.ONE, "USD/2");
            var bad = Payment.of("bad", Instant.EPOCH, JsonValue.NULL);
            return PaymentsPage.of(List.of(good, bad), JsonValue.TRUE, false);
        }

        @Override
        public Page<Other> fetchOthers(String name, FetchRequest request, Call call) {
            return Page.whole(List.of(new Other("", JsonValue.NULL)));
        }
    }
}
