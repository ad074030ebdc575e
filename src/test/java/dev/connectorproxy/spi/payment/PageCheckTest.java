package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the engine accepts on a page, although it is most likely a mistake.
class PageCheckTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final FetchRequest REQUEST = FetchRequest.first(10);
    private static final JsonValue STATE = Json.createValue(1);

    @Test
    void aGoodPageHasNoWarnings() {
        var rows = List.of(payment("a"), payment("b").withParent("a"));

        assertThat(
                Validation.payments(
                        REQUEST, new PaymentsPage(rows, List.of("c"), Optional.of(STATE), true)),
                is(empty()));
    }

    @Test
    void everyFaultOfARowNamesTheRow() {
        var bad =
                payment("b")
                        .as(PaymentType.UNKNOWN, PaymentStatus.UNKNOWN, PaymentScheme.OTHER)
                        .withAmount(BigInteger.TEN.negate(), "EUR/3")
                        .withParent("b");

        var warnings = Validation.payments(REQUEST, page(payment("a"), bad));

        assertThat(
                warnings,
                contains(
                        new Warning(1, "b", "missing payment type: validation error"),
                        new Warning(1, "b", "payment status is UNKNOWN"),
                        new Warning(1, "b", "negative payment amount"),
                        new Warning(1, "b", "payment is its own parent"),
                        new Warning(
                                1,
                                "b",
                                "precision of asset EUR/3: ISO 4217 has 2 decimals, not 3")));
    }

    @Test
    void aReferenceTwiceNamesBothRows() {
        var warnings = Validation.payments(REQUEST, page(payment("a"), payment("b"), payment("a")));

        assertThat(
                warnings, contains(new Warning(2, "a", "same reference as the row with index 0")));
    }

    @Test
    void missingReferencesAreNotEqual() {
        var warnings = Validation.payments(REQUEST, page(payment(""), payment("")));

        assertThat(
                warnings,
                contains(
                        new Warning(0, "", "missing payment reference: validation error"),
                        new Warning(1, "", "missing payment reference: validation error")));
    }

    @Test
    void aPaymentThatIsListedAndSkippedIsNamed() {
        var skipped = SkippedRow.of("b", SkippedRow.Reason.OTHER, "for no reason");
        var page = page(payment("a"), payment("b")).withSkipped(List.of(skipped));

        assertThat(
                Validation.payments(REQUEST, page),
                contains(new Warning(1, "b", "listed and skipped on the same page")));
    }

    @Test
    void aSkippedBalanceLeavesTheOthersOfItsAccount() {
        var skipped = SkippedRow.of("a", SkippedRow.Reason.UNKNOWN_ASSET, "zzz");
        var balance = Balance.of("a", Instant.EPOCH, BigInteger.ONE, "EUR/2");
        var page = Page.whole(List.of(balance)).withSkipped(List.of(skipped));

        assertThat(Validation.balances(REQUEST, page), is(List.of()));
    }

    @Test
    void aPaymentThatIsListedAndDeletedIsNamed() {
        var page =
                new PaymentsPage(
                        List.of(payment("a"), payment("b")),
                        List.of("b"),
                        Optional.of(STATE),
                        false);

        assertThat(
                Validation.payments(REQUEST, page),
                contains(new Warning(1, "b", "listed and deleted on the same page")));
    }

    @Test
    void moreRowsThanRequestedAreOneWarning() {
        var page = Page.whole(List.of(account("a"), account("b"), account("c")));

        assertThat(
                Validation.accounts(FetchRequest.first(1), page),
                contains(new Warning(1, "b", "more rows than pageSize: 3 instead of 1")));
    }

    @Test
    void allBalancesOfAnAccountMayComeOnOnePage() {
        var balances = List.of(balance("EUR/2"), balance("USD/2"));

        assertThat(Validation.balances(FetchRequest.first(1), Page.whole(balances)), is(empty()));
        assertThat(
                Validation.balances(FetchRequest.first(1), Page.of(balances, STATE, true)),
                contains(new Warning(1, "a", "more rows than pageSize: 2 instead of 1")));
    }

    @Test
    void anAccountHasOneBalanceInAnAssetAtATime() {
        var later = Balance.of("a", NOON.plusSeconds(1), BigInteger.ONE, "EUR/2");
        var page = Page.whole(List.of(balance("EUR/2"), later, balance("EUR/2")));

        assertThat(
                Validation.balances(REQUEST, page),
                contains(new Warning(2, "a", "same reference as the row with index 0")));
    }

    @Test
    void aDebtIsNoFaultOfABalance() {
        var debt = Balance.of("a", NOON, BigInteger.ONE.negate(), "EUR/2");

        assertThat(Validation.balances(REQUEST, Page.whole(List.of(debt))), is(empty()));
    }

    @Test
    void aPageThatHasMoreNeedsAStateThatMoves() {
        var noState = new Page<>(List.of(account("a")), Optional.<JsonValue>empty(), true);
        var same = Page.of(List.of(account("a")), STATE, true);

        assertThat(
                Validation.accounts(REQUEST.after(STATE), noState),
                contains(
                        new Warning(
                                Warning.PAGE,
                                "",
                                "hasMore without newState: the next page would be the first one"
                                        + " again")));
        assertThat(
                Validation.accounts(REQUEST.after(STATE), same),
                contains(
                        new Warning(
                                Warning.PAGE,
                                "",
                                "hasMore, but newState is the state of the request: the same page"
                                        + " would come again")));
        assertThat(Validation.accounts(REQUEST, same), is(empty()));
        assertThat(
                Validation.accounts(
                        REQUEST.after(STATE), Page.of(List.of(account("a")), STATE, false)),
                is(empty()));
    }

    @Test
    void aDefaultAssetIsCheckedToo() {
        var page = Page.whole(List.of(account("a").withDefaultAsset("JPY/2")));

        assertThat(
                Validation.accounts(REQUEST, page),
                contains(
                        new Warning(
                                0,
                                "a",
                                "precision of asset JPY/2: ISO 4217 has 0 decimals, not 2")));
    }

    @Test
    void othersAreCheckedForDoubles() {
        var row = new Other("u", JsonValue.TRUE);

        assertThat(
                Validation.others(REQUEST, Page.whole(List.of(row, row))),
                contains(new Warning(1, "u", "same reference as the row with index 0")));
    }

    private static PaymentsPage page(Payment... rows) {
        return PaymentsPage.of(List.of(rows), STATE, false);
    }

    private static Payment payment(String reference) {
        return Payment.of(reference, NOON, JsonValue.EMPTY_JSON_OBJECT)
                .as(PaymentType.PAYOUT, PaymentStatus.PENDING, PaymentScheme.OTHER)
                .withAmount(BigInteger.ONE, "EUR/2");
    }

    private static Account account(String reference) {
        return Account.of(reference, NOON, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static Balance balance(String asset) {
        return Balance.of("a", NOON, BigInteger.ONE, asset);
    }
}
