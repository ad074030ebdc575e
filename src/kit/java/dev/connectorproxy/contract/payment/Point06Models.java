package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.OrderDirection;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentReader;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Times;
import dev.connectorproxy.spi.payment.Validation;
import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Point 6: the validity of every row.
interface Point06Models extends Point {

    @Test
    default void everyRowPassesTheEnginesRules() {
        var poll = poll();

        for (var kind : kinds()) {
            for (var row : poll.of(kind)) {
                assertThat(row.toString(), warnings(row), is(empty()));
            }
        }
    }

    @Test
    default void everyReferenceIsUnique() {
        var poll = poll();

        for (var kind : kinds()) {
            var seen = new HashMap<String, JsonObject>();
            for (var row : poll.of(kind)) {
                assertThat(row.toString(), row.reference().isBlank(), is(false));
                var other = Optional.ofNullable(seen.put(row.reference(), row.json()));
                assertThat(
                        "rows of one reference: " + row.reference(),
                        other.orElse(row.json()),
                        is(row.json()));
            }
        }
    }

    @Test
    default void rowsReadTheSameAtEveryPoll() {
        var once = poll();
        var again = new InstallTreePoller(harness(), harness().connector(), 2).poll();

        for (var kind : kinds()) {
            assertThat(kind.name(), again.texts(kind), is(once.texts(kind)));
        }
    }

    @Test
    default void timesAndAmountsAreExact() {
        var poll = poll();
        var decimals = new HashSet<Integer>();
        boolean huge = false;
        for (var kind : kinds()) {
            var rows = poll.of(kind);
            for (var expected : harness().fixture.expected(kind).entrySet()) {
                var row =
                        rows.stream()
                                .filter(each -> each.reference().equals(expected.getKey()))
                                .findFirst()
                                .orElseThrow(
                                        () -> new AssertionError("no row " + expected.getKey()));
                var reading = expected.getValue();
                assertThat(row.toString(), read(row), is(reading));
                reading.amount()
                        .ifPresent(_ ->
                                decimals.add(Asset.of(reading.asset()).orElseThrow().precision()));
                huge |=
                        reading.amount()
                                .filter(amount -> amount.abs().bitLength() > 63)
                                .isPresent();
            }
        }

        assertThat(
                "decimals of the rows",
                decimals.containsAll(harness().fixture.decimals()),
                is(true));
        assertThat("an amount beyond 2^63", huge || !harness().fixture.hugeAmounts(), is(true));
    }

    @TestFactory
    default Stream<DynamicTest> rowsInUnknownCurrenciesAreSkippedAndLogged() {
        return kinds().stream()
                .flatMap(kind -> {
                    harness().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
                    var applies = harness().fixture.addUnsupported(kind).isPresent();
                    return Point.when(applies, kind.name(), () -> skips(kind));
                });
    }

    @Test
    default void noPageReturnsARowThatItSkips() {
        kinds().forEach(harness().fixture::addUnsupported);
        var poller = new InstallTreePoller(harness(), harness().connector(), PageSize.MAX);
        poller.poll();

        for (var taskRun : poller.fetching()) {
            harness()
                    .walk(harness().connector(), taskRun, PageSize.MAX)
                    .walk(
                            Optional.empty(),
                            step -> {
                                assertThat(
                                        "rows of " + taskRun + " that are returned and skipped",
                                        returnedAndSkipped(step.page()),
                                        is(empty()));
                                return true;
                            });
        }
    }

    private static List<String> returnedAndSkipped(Fetched<FetchedRow> page) {
        var returned = page.items().stream().map(FetchedRow::reference).toList();
        return page.skipped().stream()
                .flatMap(row -> row.reference().stream())
                .filter(returned::contains)
                .toList();
    }

    private void skips(Task.Type kind) {
        harness().fixture.reset(ProviderContract.SEED, ProviderContract.ROWS);
        var poller = new InstallTreePoller(harness(), harness().connector(), 1);
        poller.poll();
        var skipped = harness().fixture.addUnsupported(kind).orElseThrow();
        var kept = harness().fixture.add(kind, false);
        int logged = harness().log().size();

        var rows = poller.poll().of(kind).stream().map(FetchedRow::reference).toList();

        assertThat(rows, not(hasItem(skipped)));
        kept.ifPresent(text -> assertThat("the row behind it", rows, hasItem(text)));
        assertThat("logged", harness().log().size() > logged, is(true));
        for (var secret : harness().secrets()) {
            assertThat(
                    "a secret in the log",
                    harness().log().stream().anyMatch(it -> it.contains(secret)),
                    is(false));
        }
    }

    private InstallTreePoller.Poll poll() {
        return new InstallTreePoller(harness(), harness().connector(), PageSize.MAX).poll();
    }

    /// Parsed from its JSON, so that values that cannot be written and parsed are detected too.
    static List<Warning> warnings(FetchedRow row) {
        var request = FetchRequest.first(1);
        return switch (row.kind()) {
            case FETCH_ACCOUNTS, FETCH_EXTERNAL_ACCOUNTS ->
                    Validation.accounts(
                            request, Page.whole(List.of(PaymentReader.account(row.json()))));
            case FETCH_BALANCES ->
                    Validation.balances(
                            request, Page.whole(List.of(RecordReader.balance(row.json()))));
            case FETCH_PAYMENTS ->
                    Validation.payments(
                            request,
                            new PaymentsPage(
                                    List.of(RecordReader.payment(row.json())),
                                    List.of(),
                                    Optional.empty(),
                                    false));
            case FETCH_ORDERS ->
                    Validation.orders(request, Page.whole(List.of(RecordReader.order(row.json()))));
            case FETCH_CONVERSIONS ->
                    Validation.conversions(
                            request, Page.whole(List.of(RecordReader.conversion(row.json()))));
            case FETCH_OTHERS, CREATE_WEBHOOKS -> List.of();
        };
    }

    private static ProviderFixture.Expected read(FetchedRow row) {
        return switch (row.kind()) {
            case FETCH_ACCOUNTS, FETCH_EXTERNAL_ACCOUNTS ->
                    ProviderFixture.Expected.at(PaymentReader.account(row.json()).createdAt());
            case FETCH_BALANCES -> {
                var balance = RecordReader.balance(row.json());
                yield new ProviderFixture.Expected(
                        balance.createdAt(), balance.amount(), balance.asset());
            }
            case FETCH_PAYMENTS -> {
                var payment = RecordReader.payment(row.json());
                yield new ProviderFixture.Expected(
                        payment.createdAt(), payment.amount(), payment.asset());
            }
            case FETCH_ORDERS -> {
                var order = RecordReader.order(row.json());
                yield new ProviderFixture.Expected(
                        order.createdAt(),
                        order.terms().baseQuantityOrdered(),
                        order.direction() == OrderDirection.BUY
                                ? order.destinationAsset()
                                : order.sourceAsset());
            }
            case FETCH_CONVERSIONS -> {
                var conversion = RecordReader.conversion(row.json());
                yield new ProviderFixture.Expected(
                        conversion.createdAt(),
                        conversion.sourceAmount(),
                        conversion.sourceAsset());
            }
            case FETCH_OTHERS, CREATE_WEBHOOKS -> ProviderFixture.Expected.at(Times.ZERO);
        };
    }
}
