package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.Validation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Section 3.4, mapping: accounts, beneficiaries and balances.
class GenericBalancesTest extends GenericResponses {
    @Test
    void mapsEveryFieldOfAccountsAndBeneficiaries() {
        var account =
                "{\"id\":\"a/1\",\"accountName\":\"\",\"createdAt\":\"2026-01-02T03:04:05Z\",\"metadata\":{\"k\":\"v\"}}";
        var beneficiary =
                "{\"id\":\"b\",\"ownerName\":\"\u6771\",\"createdAt\":\"2026-01-02T03:04:05Z\"}";
        world.psp().next(response(account));
        world.psp().next(response());
        world.psp().next(response(beneficiary));
        world.psp().next(response());

        var request = FetchRequest.first(5);
        Page<Account> accounts = world.connector().fetchAccounts(request, GenericWorld.call());
        var others = world.connector().fetchExternalAccounts(request, GenericWorld.call());

        var at = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(
                accounts.items(),
                contains(
                        Account.of("a/1", at, json(account))
                                .withName("")
                                .withMetadata(Map.of("k", "v"))));
        assertThat(
                accounts.newState().orElseThrow().toString(),
                is(
                        "{\"lastCreatedAtFrom\":\"2026-01-02T03:04:05Z\",\"lastProcessedIDs\":[\"a/1\"]}"));
        assertThat(
                others.items(),
                contains(Account.of("b", at, json(beneficiary)).withName("\u6771")));
    }

    @Test
    void bringsAllBalancesOfTheAccountThatWasFetched() {
        var request = FetchRequest.first(100);
        var accounts = world.connector().fetchAccounts(request, GenericWorld.call()).items();

        for (var account : accounts) {
            // as the parent's row comes back: written and read
            var payload = GenericWorld.reread(PaymentJson.of(account));
            var page = world.connector().fetchBalances(request.from(payload), GenericWorld.call());

            var expected = world.psp().balances(account.reference()).orElseThrow();
            var amounts =
                    page.items().stream()
                            .map(balance -> balance.amount().orElseThrow() + " " + balance.asset())
                            .toList();
            assertThat(
                    amounts,
                    is(
                            expected.getJsonArray("balances").getValuesAs(JsonObject.class).stream()
                                    .map(object ->
                                            new BigInteger(object.getString("amount"))
                                                    + " "
                                                    + object.getString("currency"))
                                    .toList()));
            assertThat(page.items().getFirst().accountReference(), is(account.reference()));
            assertThat(page.newState(), is(Optional.empty()));
            assertThat(page.hasMore(), is(false));
            assertThat(Validation.balances(page.items()), is(empty()));
        }
        assertThat(accounts, hasSize(2));
    }

    @Test
    void leavesABalanceOutWhoseCurrencyIsNoAsset() {
        var balances =
                balances(
                        balancesOf(
                                "[{\"amount\":\"1\",\"currency\":\"eur\"},{\"amount\":\"2\",\"currency\":\"EUR/2\"}]"));

        assertThat(
                balances.items(),
                contains(
                        Balance.of(
                                "acc",
                                Instant.parse("2026-01-01T00:00:00Z"),
                                BigInteger.TWO,
                                "EUR/2")));
        assertThat(
                balances.skipped(),
                contains(
                        SkippedRow.of(
                                        "acc",
                                        SkippedRow.Reason.UNKNOWN_ASSET,
                                        "currency not supported: eur")
                                .withRaw(
                                        Json.createObjectBuilder()
                                                .add("amount", "1")
                                                .add("currency", "eur")
                                                .build())));
        assertThat(world.log(), hasSize(1));
    }

    @Test
    void saysWhatIsWrongWithBalances() {
        for (var each :
                Map.of(
                                balancesOf("[{\"amount\":\"1e3\",\"currency\":\"EUR/2\"}]"),
                                "failed to parse amount: 1e3",
                                balancesOf("null"),
                                "balances: balances must be there",
                                balancesOf("{}"),
                                "balances: balances must be an array",
                                balancesOf("[]").replace("\"at\"", "\"when\""),
                                "balances: at is missing",
                                balancesOf("[]").replace("accountID", "account"),
                                "balances: accountID must be there")
                        .entrySet()) {
            var failure = assertThrows(PaymentException.class, () -> balances(each.getKey()));
            assertThat(failure.getMessage(), is("upstream server error: " + each.getValue()));
        }
    }

    @Test
    void needsAnAccountToFetchBalances() {
        for (var request :
                List.of(
                        FetchRequest.first(1),
                        FetchRequest.first(1).from(JsonValue.EMPTY_JSON_OBJECT))) {
            var failure =
                    assertThrows(
                            PaymentException.class,
                            () -> world.connector().fetchBalances(request, GenericWorld.call()));
            assertThat(failure.error(), is(PaymentError.MISSING_FROM_PAYLOAD));
        }
        assertThat(world.psp().requests(), is(0));
    }

    private Page<Balance> balances(String body) {
        world.psp().next(new PspFault.Response(200, "application/json", body));
        var payload = json("{\"reference\":\"acc\"}");
        return world.connector()
                .fetchBalances(FetchRequest.first(1).from(payload), GenericWorld.call());
    }

    private static String balancesOf(String rows) {
        return "{\"id\":\"b\",\"accountID\":\"acc\",\"at\":\"2026-01-01T00:00:00Z\",\"balances\":"
                + rows
                + "}";
    }
}
