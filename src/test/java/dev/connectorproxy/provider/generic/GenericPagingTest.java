package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.provider.generic.GenericWorld.Fetch;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Validation;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
        var accounts = GenericWorld.pages(world.connector()::fetchAccounts, size);
        var beneficiaries = GenericWorld.pages(world.connector()::fetchExternalAccounts, size);
        var payments = GenericWorld.pages(world.connector()::fetchPayments, size);

        assertThat(references(accounts), is(GenericWorld.ids(world.psp().accounts())));
        assertThat(references(beneficiaries), is(GenericWorld.ids(world.psp().beneficiaries())));
        assertThat(
                GenericWorld.paymentReferences(payments),
                is(GenericWorld.ids(world.psp().transactions())));
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

            empty.psp().transactions().put(GenericWorld.transaction("new", "2026-01-01T00:00:00Z"));
            empty.psp().next(new PspFault.Response(200, "application/json", "null"));
            assertThat(empty.payments(page.newState()), is(empty()));
            assertThat(empty.payments(page.newState()), is(List.of("new")));
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
                                                new PspFault.Response(200, "text/html", "<html>"));
                                default -> Optional.empty();
                            });
            var failures = new ArrayList<PaymentException>();
            Fetch<Payment> fetch = GenericWorld.stubborn(own.connector()::fetchPayments, failures);

            var rows = GenericWorld.all(fetch, 5, Optional.empty());

            assertThat(
                    GenericWorld.paymentReferences(rows),
                    is(GenericWorld.ids(own.psp().transactions())));
            assertThat(failures.size(), is(greaterThan(5)));
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

        var all = GenericWorld.ids(world.psp().accounts());
        assertThat(rest, is(not(empty())));
        assertThat(references(rest), is(all.subList(all.size() - rest.size(), all.size())));
        assertThat(
                rest.getFirst().createdAt(),
                is(OffsetDateTime.parse(first.getString("createdAt")).toInstant()));
    }

    private static List<String> references(List<Account> rows) {
        return rows.stream().map(Account::reference).toList();
    }
}
