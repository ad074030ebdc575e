package dev.connectorproxy.provider.wise;

import static dev.connectorproxy.provider.wise.WiseHost.ACCOUNTS;
import static dev.connectorproxy.provider.wise.WiseHost.EXTERNAL;
import static dev.connectorproxy.provider.wise.WiseHost.PAYMENTS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.connectorproxy.provider.wise.WiseServer.Fault;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a page of wise leaves out, and why.
class WiseSkippedTest {
    private static final Optional<JsonValue> START = Optional.empty();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void rowsInAnUnknownCurrencyAreOnThePageThatPassesThem(int size) {
        try (var host = WiseHost.of(3, 3)) {
            host.data().addBalance(WiseData.BUSINESS, 7, "ZZZ", "1");
            long recipient = host.data().addRecipient(WiseData.BUSINESS, "ZZZ").id();
            long transfer = host.data().addTransfer(0, 0, "ZZZ", "1", "processing").id();

            for (var fetch : List.of(ACCOUNTS, EXTERNAL, PAYMENTS)) {
                var id = fetch == ACCOUNTS ? 7 : fetch == EXTERNAL ? recipient : transfer;
                var skipped = skipped(pages(host, fetch, size));
                assertThat(skipped, hasSize(1));
                assertThat(skipped.getFirst().reference(), is(Optional.of("" + id)));
                assertThat(skipped.getFirst().reason(), is(Reason.UNKNOWN_ASSET));
                assertThat(skipped.getFirst().message(), is("currency not supported: ZZZ"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLongRunOfSkippedTransfersIsReportedCompletely(boolean newestFirst) {
        try (var host = WiseHost.of(0, 0)) {
            host.server.routes().listNewestFirst(newestFirst);
            IntStream.range(0, SkippedRow.MAX_ROWS + 300)
                    .forEach(_ -> host.data().addTransfer(0, 0, "ZZZ", "1", "processing"));
            host.data().addTransfer(0, 0, "EUR", "1", "processing");

            var pages = pages(host, PAYMENTS, 2);

            var references = skipped(pages).stream().map(SkippedRow::reference).toList();
            assertThat(references, hasSize(SkippedRow.MAX_ROWS + 300));
            assertThat(new HashSet<>(references), hasSize(SkippedRow.MAX_ROWS + 300));
            assertThat(pages.size(), is(2));
            pages.forEach(page ->
                    assertThat(page.skipped().size(), is(lessThanOrEqualTo(SkippedRow.MAX_ROWS))));
        }
    }

    @Test
    void aLongRunOfSkippedAccountsIsReportedCompletely() {
        try (var host = WiseHost.of(0, 0)) {
            IntStream.range(0, SkippedRow.MAX_ROWS + 300)
                    .forEach(
                            i -> host.data().addBalance(WiseData.BUSINESS, 10_000 + i, "ZZZ", "1"));

            var pages = pages(host, ACCOUNTS, 100);

            assertThat(skipped(pages), hasSize(SkippedRow.MAX_ROWS + 300));
            assertThat(pages.size(), is(2));
        }
    }

    @Test
    void aFollowedTransferThatCannotBeRequestedIsDeferredAndComesLater() {
        try (var host = WiseHost.of(0, 0)) {
            var id = followed(host);
            var state = host.walk(PAYMENTS, START, 1_000).last();
            host.data().setState(id, "outgoing_payment_sent");

            refuse(host, id, 403);
            var deferred = host.fetch(PAYMENTS, state, 100);
            host.server.before(_ -> {});
            var later = host.fetch(PAYMENTS, deferred.newState(), 100);

            assertThat(deferred.items(), is(empty()));
            assertThat(deferred.skipped(), hasSize(1));
            assertThat(deferred.skipped().getFirst().reference(), is(Optional.of("" + id)));
            assertThat(deferred.skipped().getFirst().reason(), is(Reason.DEFERRED));
            assertThat(
                    deferred.skipped().getFirst().message(),
                    containsString("cannot be requested now: "));
            assertThat(((Payment) later.items().getFirst()).reference(), is("" + id));
            assertThat(later.skipped(), is(empty()));
        }
    }

    @Test
    void aFollowedTransferThatIsGoneIsSaidOnce() {
        try (var host = WiseHost.of(0, 0)) {
            var id = followed(host);
            var state = host.walk(PAYMENTS, START, 1_000).last();

            host.data().removeTransfers(row -> row.id() == id);
            var page = host.fetch(PAYMENTS, state, 100);
            var later = host.fetch(PAYMENTS, page.newState(), 100);

            assertThat(
                    page.skipped(),
                    is(List.of(SkippedRow.of("" + id, Reason.DELETED, "it no longer exists"))));
            assertThat(later.skipped(), is(empty()));
        }
    }

    @Test
    void whatAPageReturnsItDoesNotRequestAgain() {
        try (var host = WiseHost.of(0, 0)) {
            var id = followed(host);
            refuse(host, id, 403);

            var page = host.fetch(PAYMENTS, START, 1_000);

            assertThat(page.items(), hasSize(151));
            assertThat(page.skipped(), is(empty()));
        }
    }

    /// A transfer that is processed, before 150 that were cancelled.
    private static long followed(WiseHost host) {
        host.server.routes().listNewestFirst(true);
        long id = host.data().addTransfer(0, 0, "EUR", "1", "processing").id();
        IntStream.range(0, 150)
                .forEach(_ -> host.data().addTransfer(0, 0, "EUR", "1", "cancelled"));
        return id;
    }

    /// Refuses requests for that transfer.
    private static void refuse(WiseHost host, long id, int status) {
        host.server.before(request -> {
            if (request.target().equals("/v1/transfers/" + id)) {
                host.server.next(Fault.status(status));
            }
        });
    }

    private static List<Fetched<?>> pages(WiseHost host, WiseHost.Fetch fetch, int size) {
        var pages = new ArrayList<Fetched<?>>();
        var state = START;
        boolean more = true;
        while (more) {
            pages.add(host.fetch(fetch, state, size));
            state = pages.getLast().newState();
            more = pages.getLast().hasMore();
        }
        return pages;
    }

    private static List<SkippedRow> skipped(List<Fetched<?>> pages) {
        return pages.stream().flatMap(page -> page.skipped().stream()).toList();
    }
}
