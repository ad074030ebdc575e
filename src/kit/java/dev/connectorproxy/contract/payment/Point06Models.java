package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentReader;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.spi.payment.Validation;
import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Point 6: the validity of every row.
interface Point06Models extends Point {
    int SKIPPED_ROWS = 3;

    @Test
    default void everyRowPassesTheEnginesRules() {
        var poll = poll();

        for (var kind : kinds()) {
            for (var row : poll.of(kind)) {
                assertThat(
                        Point.method(kind) + " row " + row.reference(), warnings(row), is(empty()));
            }
        }
    }

    @Test
    default void everyReferenceIsUnique() {
        var poll = poll();

        for (var kind : kinds()) {
            var seen = new HashMap<String, JsonObject>();
            for (var row : poll.of(kind)) {
                assertThat(Point.method(kind) + " " + row, row.reference().isBlank(), is(false));
                var other = Optional.ofNullable(seen.put(row.reference(), row.json()));
                assertThat(
                        Point.method(kind)
                                + " row "
                                + row.reference()
                                + ": two rows of this reference",
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
            assertThat(Point.method(kind), again.texts(kind), is(once.texts(kind)));
        }
    }

    @TestFactory
    @Checks(ReviewRule.PAGING)
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
        var skipped = new ArrayList<String>();
        for (int i = 0; i < SKIPPED_ROWS; i++) { // more than one page of them
            skipped.add(harness().fixture.addUnsupported(kind).orElseThrow());
        }
        var kept = harness().fixture.add(kind, false);
        int logged = harness().log().size();

        var poll = poller.poll();
        var rows = poll.of(kind).stream().map(FetchedRow::reference).toList();

        for (var reference : skipped) {
            assertThat(
                    Point.method(kind) + " row in an unknown currency",
                    rows,
                    not(hasItem(reference)));
        }
        kept.ifPresent(reference ->
                assertThat(
                        Point.method(kind) + " row behind those left out",
                        rows,
                        hasItem(reference)));
        assertThat(
                Point.method(kind) + ": skipped rows of the pages",
                poll.skipped().stream().flatMap(row -> row.reference().stream()).toList(),
                hasItems(skipped.toArray(String[]::new)));
        assertThat(
                "lines logged of " + skipped,
                harness().log().size() - logged,
                is(greaterThanOrEqualTo(SKIPPED_ROWS)));
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
}
