package dev.connectorproxy.provider.wise;

import static dev.connectorproxy.provider.wise.WiseHost.ACCOUNTS;
import static dev.connectorproxy.provider.wise.WiseHost.EXTERNAL;
import static dev.connectorproxy.provider.wise.WiseHost.PAYMENTS;
import static dev.connectorproxy.provider.wise.WiseHost.PROFILES;
import static dev.connectorproxy.provider.wise.WiseIds.ids;
import static dev.connectorproxy.provider.wise.WiseIds.recipients;
import static dev.connectorproxy.provider.wise.WiseIds.transfers;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.provider.wise.WiseHost.Fetch;
import dev.connectorproxy.provider.wise.WiseServer.Fault;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Points 3, 4 and 5 of the offline conformance layer: nothing lost, nothing doubled, wherever a fetch goes on.
class WisePagingTest {
    private static final Optional<JsonValue> START = Optional.empty();
    private static final int ROWS = 257;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 99, 100, 101, 1_000})
    void bringsEveryTransferOnceAtAnyPageSize(int size) {
        try (var host = WiseHost.of(40, ROWS)) {
            var walk = host.walk(PAYMENTS, START, size);

            assertThat(ids(walk.items()), is(transfers(host.data())));
            assertThat(walk.states().size(), is(pages(walk.items().size(), size)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000})
    void bringsEveryRecipientOnceAtAnyPageSize(int size) {
        try (var host = WiseHost.of(ROWS, 0)) {
            assertThat(ids(host.walk(EXTERNAL, START, size).items()), is(recipients(host.data())));

            host.server.routes().endSeekAtZero();
            host.server.routes().showRecipients(5);
            var walk = host.walk(EXTERNAL, START, size);
            assertThat(ids(walk.items()), is(recipients(host.data())));
            assertThat(host.walk(EXTERNAL, walk.last(), size).items(), is(empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void bringsEveryProfileAndEveryAccountOnceAtAnyPageSize(int size) {
        try (var host = WiseHost.of(0, 0)) {
            assertThat(
                    ids(host.walk(PROFILES, START, size).items()),
                    is(List.of("" + WiseData.PERSONAL, "" + WiseData.BUSINESS)));
            assertThat(
                    ids(host.walk(ACCOUNTS, START, size).items()),
                    is(List.of("900", "910", "920", "930", "940", "950", "960", "970")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void goesOnFromEveryIntermediateStateWithAnyPageSize(int size) {
        try (var host = WiseHost.of(30, 61)) {
            for (var fetch : List.of(PROFILES, ACCOUNTS, EXTERNAL, PAYMENTS)) {
                var walk = host.walk(fetch, START, size);
                int done = 0;
                for (var state : walk.states()) {
                    done = Math.min(done + size, walk.items().size());
                    var rest = walk.items().subList(done, walk.items().size());
                    assertThat(ids(host.walk(fetch, Optional.of(state), 3).items()), is(ids(rest)));
                }
            }
        }
    }

    @Test
    void pollsAgainAndAgainBringNothingAndKeepTheState() {
        try (var host = WiseHost.of(30, 60)) {
            for (var fetch : List.of(PROFILES, ACCOUNTS, EXTERNAL, PAYMENTS)) {
                var last = host.walk(fetch, START, 20).last();
                for (int i = 0; i < 3; i++) {
                    var page = host.fetch(fetch, last, 20);

                    assertThat(page.items(), is(empty()));
                    assertThat(page.hasMore(), is(false));
                    assertThat(page.newState(), is(last));
                }
            }
        }
    }

    @Test
    void anEmptyBeginningHidesNothingThatComesLater() {
        try (var host = WiseHost.of(0, 0)) {
            var payments = host.walk(PAYMENTS, START, 10);
            var external = host.walk(EXTERNAL, START, 10);
            assertThat(payments.items(), is(empty()));
            assertThat(external.items(), is(empty()));

            host.data().addTransfer(0, WiseData.GONE, "EUR", "1", "processing");
            host.data().addRecipient(WiseData.BUSINESS, "EUR");
            assertThat(host.walk(PAYMENTS, payments.last(), 10).items().size(), is(1));
            assertThat(host.walk(EXTERNAL, external.last(), 10).items().size(), is(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10, 100})
    void whatArrivesBetweenPollsComesOnce(int size) {
        try (var host = WiseHost.of(20, 20)) {
            var payments = host.walk(PAYMENTS, START, size);
            var external = host.walk(EXTERNAL, START, size);
            var accounts = host.walk(ACCOUNTS, START, size);
            for (int i = 0; i < 25; i++) {
                var transfer = host.data().addTransfer(0, WiseData.GONE, "EUR", "1.5", "cancelled");
                var recipient = host.data().addRecipient(WiseData.BUSINESS, "USD");
                host.data().addBalance(WiseData.BUSINESS, 2_000 + i, "SEK", "1");
                payments = host.walk(PAYMENTS, payments.last(), size);
                external = host.walk(EXTERNAL, external.last(), size);
                accounts = host.walk(ACCOUNTS, accounts.last(), size);

                assertThat(ids(payments.items()), is(List.of("" + transfer.id())));
                assertThat(ids(external.items()), is(List.of("" + recipient.id())));
                assertThat(ids(accounts.items()), is(List.of("" + (2_000 + i))));
            }
        }
    }

    @Test
    void aLongRunOfUnsupportedTransfersIsPassed() {
        try (var host = WiseHost.of(1, 0)) {
            for (int i = 0; i < 350; i++) {
                host.data().addTransfer(0, 0, "ZZZ", "1", "processing");
            }
            var transfer = host.data().addTransfer(0, 0, "EUR", "1", "processing");

            assertThat(ids(host.walk(PAYMENTS, START, 2).items()), is(List.of("" + transfer.id())));
            assertThat(host.log.size(), is(350));
        }
    }

    @Test
    void aFetchThatFailsLaterChangesNothingOfTheNext() {
        try (var host = WiseHost.of(20, 30)) {
            var first = host.fetch(PAYMENTS, START, 7);
            host.server.next(Fault.status(500), Fault.status(500), Fault.status(500));
            assertThrows(PaymentException.class, () -> host.fetch(PAYMENTS, first.newState(), 7));

            var rest = host.walk(PAYMENTS, first.newState(), 7);
            assertThat(
                    ids(rest.items()),
                    is(transfers(host.data()).subList(7, transfers(host.data()).size())));
        }
    }

    @Test
    void handsOutWhatItHasBeforeTheDeadlineCutsItOff() {
        try (var host = WiseHost.of(0, 0)) {
            for (int i = 0; i < 30; i++) {
                var to = host.data().addRecipient(WiseData.BUSINESS, "EUR").id();
                host.data().addTransfer(0, to, "EUR", "1", "processing");
            }
            var slow = new Fault.Slow(Duration.ofMillis(1_200));
            host.server.next(slow, slow, slow, slow);
            Fetch hasty =
                    (connector, request) ->
                            connector.fetchPayments(request, WiseHost.call(Duration.ofSeconds(6)));

            var page = host.fetch(hasty, START, 30);

            assertThat(page.hasMore(), is(true));
            assertThat(page.items().size(), is(greaterThan(0)));
            var rest = host.walk(PAYMENTS, page.newState(), 30);
            assertThat(page.items().size() + rest.items().size(), is(30));
        }
    }

    @Test
    void asksOnlyForOffsetsThatAreMultiplesOfALimitUpToAHundred() {
        for (long read = 0; read < 3_000; read++) {
            for (int wanted : List.of(1, 2, 8, 50, 101, 1_001)) {
                var window = OffsetWindow.after(read, wanted);

                assertThat(window.offset() % window.limit(), is(0L));
                assertThat(window.limit() <= 100 && window.limit() > 0, is(true));
                assertThat(window.offset() < read || read == 0, is(true));
                assertThat(window.offset() + window.limit(), is(greaterThan(read)));
            }
        }
    }

    @Test
    void refusesStatesThatAreNone() {
        try (var host = WiseHost.of(1, 1)) {
            var states =
                    List.of(
                            "[]",
                            "{\"offset\":-1}",
                            "{\"offset\":1e30}",
                            "{\"lastTransferID\":\"x\"}");
            var failures =
                    states.stream()
                            .map(text -> Optional.of(WiseHost.json(text)))
                            .map(optional ->
                                    assertThrows(
                                            PaymentException.class,
                                            () -> host.fetch(PAYMENTS, optional, 5)))
                            .map(failure -> failure.error().name())
                            .toList();
            assertThat(failures, everyItem(is("INVALID_REQUEST")));
        }
    }

    private static int pages(int rows, int size) {
        return Math.max(1, (rows + size - 1) / size);
    }
}
