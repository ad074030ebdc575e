package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.provider.generic.GenericWorld.Fetch;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Validation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sections 3.4 and 5 (points 3 to 5): every row once, whatever the page size, wherever one goes on.
class GenericPagingTest {
    private static final GenericPsp.Size SIZE = new GenericPsp.Size(60, 45, 420);
    private static GenericWorld world;

    @BeforeAll
    static void start() throws IOException {
        world = GenericWorld.of(7, SIZE);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000})
    void bringsEveryRowOnceAtEveryPageSize(int size) {
        var accounts = pages(world.connector()::fetchAccounts, size);
        var beneficiaries = pages(world.connector()::fetchExternalAccounts, size);
        var payments = pages(world.connector()::fetchPayments, size);

        assertThat(references(accounts), is(ids(world.psp().accounts())));
        assertThat(references(beneficiaries), is(ids(world.psp().beneficiaries())));
        assertThat(paymentReferences(payments), is(ids(world.psp().transactions())));
        assertThat(Validation.accounts(accounts), is(empty()));
        assertThat(Validation.accounts(beneficiaries), is(empty()));
        assertThat(Validation.payments(payments), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 50})
    void goesOnFromEveryStateInBetweenWithExactlyTheRowsThatFollow(int size) {
        var states = new ArrayList<JsonValue>();
        var read = new ArrayList<Integer>();
        var all = new ArrayList<Payment>();
        GenericWorld.walk(
                world.connector()::fetchPayments,
                size,
                Optional.empty(),
                page -> {
                    all.addAll(page.items());
                    states.add(page.newState().orElseThrow());
                    read.add(all.size());
                });

        for (int i = 0; i < states.size(); i += size == 3 ? 9 : 1) {
            var rest =
                    GenericWorld.all(
                            world.connector()::fetchPayments, 100, Optional.of(states.get(i)));
            assertThat(rest, is(all.subList(read.get(i), all.size())));
        }
        assertThat(states.size(), is((SIZE.transactions() + size - 1) / size));
    }

    @Test
    void bringsNothingMoreOnceAllIsRead() {
        var last =
                GenericWorld.walk(world.connector()::fetchAccounts, 7, Optional.empty(), _ -> {});

        var again =
                world.connector()
                        .fetchAccounts(FetchRequest.first(7).after(last), GenericWorld.call());

        assertThat(again.items(), is(empty()));
        assertThat(again.hasMore(), is(false));
        assertThat(again.newState(), is(Optional.of(last)));
    }

    @Test
    void isDoneAtOnceWithAListThatIsEmpty() throws IOException {
        try (var empty = GenericWorld.of(1, new GenericPsp.Size(0, 0, 0))) {
            var page = empty.connector().fetchPayments(FetchRequest.first(5), GenericWorld.call());
            assertThat(page.items(), is(empty()));
            assertThat(page.hasMore(), is(false));
            assertThat(
                    page.newState().orElseThrow().toString(),
                    is("{\"lastUpdatedAtFrom\":\"0001-01-01T00:00:00Z\",\"lastProcessedIDs\":[]}"));

            empty.psp().transactions().put(transaction("new", "2026-01-01T00:00:00Z"));
            empty.psp().next(new PspFault.Answer(200, "application/json", "null"));
            assertThat(all(empty, page.newState()), is(empty()));
            assertThat(all(empty, page.newState()), is(List.of("new")));
        }
    }

    @Test
    void bringsWhatIsAddedOrUpdatedLaterEvenWithATimestampAlreadyRead() throws IOException {
        try (var own = GenericWorld.of(1, new GenericPsp.Size(0, 0, 0))) {
            var list = own.psp().transactions();
            list.put(transaction("a", "2026-01-01T00:00:00.5Z"));
            list.put(transaction("b", "2026-01-01T00:00:00.5Z"));
            var states = new ArrayList<JsonValue>();
            GenericWorld.walk(
                    own.connector()::fetchPayments,
                    1,
                    Optional.empty(),
                    page -> states.add(page.newState().orElseThrow()));

            list.put(transaction("c", "2026-01-01T00:00:00.5Z"));
            list.put(transaction("d", "2026-01-01T02:00:00.5+02:00"));
            assertThat(
                    new HashSet<>(all(own, Optional.of(states.getLast()))),
                    is(new HashSet<>(List.of("c", "d"))));
            assertThat(all(own, Optional.of(states.getFirst())).size(), is(3));

            list.put(transaction("a", "2026-01-01T00:00:07Z"));
            assertThat(
                    new HashSet<>(all(own, Optional.of(states.getLast()))),
                    is(new HashSet<>(List.of("a", "c", "d"))));
        }
    }

    @Test
    void losesNoRowToDeletionsBetweenPages() throws IOException {
        try (var own = GenericWorld.of(11, new GenericPsp.Size(0, 0, 300))) {
            var before = ids(own.psp().transactions());
            var deleted = new HashSet<String>();
            var seen = new ArrayList<String>();

            GenericWorld.walk(
                    own.connector()::fetchPayments,
                    20,
                    Optional.empty(),
                    page -> {
                        page.items().forEach(it -> seen.add(it.reference()));
                        // half of what was read is gone before the next page
                        for (int i = 0; i < page.items().size(); i += 2) {
                            own.psp().transactions().remove(page.items().get(i).reference());
                            deleted.add(page.items().get(i).reference());
                        }
                    });

            assertThat(seen, is(before));
            assertThat(deleted.size(), is(150));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 150, 1_000})
    void losesNoRowOfOneSecondToDeletionsBetweenRequests(int size) throws IOException {
        try (var own = GenericWorld.of(1, new GenericPsp.Size(0, 0, 0))) {
            var list = own.psp().transactions();
            for (int i = 0; i < 300; i++) {
                list.put(transaction("t" + i, "2026-01-01T00:00:00." + (100 + i / 3) + "Z"));
            }
            list.put(transaction("later", "2026-01-01T00:00:07Z"));
            var oldest = ids(list).subList(0, 40).iterator();
            own.psp()
                    .faults(_ -> {
                        if (oldest.hasNext()) {
                            list.remove(oldest.next());
                        }
                        return Optional.empty();
                    });

            var read = paymentReferences(pages(own.connector()::fetchPayments, size));

            assertThat(read.containsAll(ids(list)), is(true));
            assertThat(new HashSet<>(read).size(), is(read.size()));
            assertThat(ids(list).size(), is(lessThanOrEqualTo(300)));
        }
    }

    @Test
    void readsOnThroughBurstsOfFailuresWithoutLosingOrDoublingARow() throws IOException {
        try (var own = GenericWorld.of(13, new GenericPsp.Size(0, 0, 400))) {
            own.psp()
                    .faults(number ->
                            switch (number % 23) {
                                case 3, 4 ->
                                        Optional.of(new PspFault.Status(429, Optional.of("0")));
                                case 7 -> Optional.of(new PspFault.Status(500));
                                case 11 -> Optional.of(new PspFault.Cut());
                                case 15 -> Optional.of(new PspFault.Closed());
                                case 17 -> Optional.of(new PspFault.Slow(Duration.ofMillis(20)));
                                case 19 ->
                                        Optional.of(
                                                new PspFault.Answer(200, "text/html", "<html>"));
                                default -> Optional.empty();
                            });
            var failures = new ArrayList<PaymentException>();
            Fetch<Payment> fetch = GenericWorld.stubborn(own.connector()::fetchPayments, failures);

            var rows = GenericWorld.all(fetch, 5, Optional.empty());

            assertThat(paymentReferences(rows), is(ids(own.psp().transactions())));
            assertThat(failures.size(), is(greaterThan(5)));
        }
    }

    @Test
    void findsChangesAfterTheLastPageInListsOfAllKinds() throws IOException {
        try (var own = GenericWorld.of(1, SIZE)) {
            own.psp().reset(21, new GenericPsp.Size(7, 7, 7));
            var connector = own.connector();

            findsChanges(own.psp().accounts(), connector::fetchAccounts);
            findsChanges(own.psp().beneficiaries(), connector::fetchExternalAccounts);
            findsChanges(own.psp().transactions(), connector::fetchPayments);
        }
    }

    @Test
    void understandsAStateOfTheReferenceWhichKnowsNoIds() {
        var first = world.psp().accounts().all().get(20);
        var state =
                Json.createObjectBuilder()
                        .add("lastCreatedAtFrom", first.getString("createdAt"))
                        .build();

        var rest = GenericWorld.all(world.connector()::fetchAccounts, 9, Optional.of(state));

        var all = ids(world.psp().accounts());
        assertThat(rest, is(not(empty())));
        assertThat(references(rest), is(all.subList(all.size() - rest.size(), all.size())));
        assertThat(
                rest.getFirst().createdAt(),
                is(OffsetDateTime.parse(first.getString("createdAt")).toInstant()));
    }

    private static <T> void findsChanges(PspList list, Fetch<T> fetch) {
        assertThat(GenericWorld.all(fetch, 100, Optional.empty()).size(), is(7));
        var last = GenericWorld.walk(fetch, 2, Optional.empty(), _ -> {});
        list.append(true);
        list.append(false);
        list.touchOldest();
        assertThat(GenericWorld.all(fetch, 1, Optional.of(last)).size(), is(3));
        list.removeOldest();
        assertThat(GenericWorld.all(fetch, 1, Optional.of(last)).size(), is(3));
    }

    private static <T> List<T> pages(Fetch<T> fetch, int size) {
        var rows = new ArrayList<T>();
        GenericWorld.walk(
                fetch,
                size,
                Optional.empty(),
                page -> {
                    assertThat(page.items().size(), is(lessThanOrEqualTo(size)));
                    rows.addAll(page.items());
                });
        return rows;
    }

    private static List<String> all(GenericWorld own, Optional<JsonValue> from) {
        return paymentReferences(GenericWorld.all(own.connector()::fetchPayments, 2, from));
    }

    private static List<String> references(List<Account> rows) {
        return rows.stream().map(Account::reference).toList();
    }

    private static List<String> paymentReferences(List<Payment> rows) {
        return rows.stream().map(Payment::reference).toList();
    }

    private static List<String> ids(PspList list) {
        return list.all().stream().map(it -> it.getString("id")).toList();
    }

    private static JsonObject transaction(String id, String updatedAt) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("createdAt", Instant.EPOCH.toString())
                .add("updatedAt", updatedAt)
                .add("currency", "USD/2")
                .add("type", "PAYIN")
                .add("status", "SUCCEEDED")
                .add("amount", "1")
                .build();
    }
}
