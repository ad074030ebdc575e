package dev.connectorproxy.provider.generic;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.provider.generic.GenericWorld.Fetch;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sections 3.4 and 5 (point 5): what is added, updated or deleted while one reads.
class GenericChangesTest {
    @Test
    void bringsWhatIsAddedOrUpdatedLaterEvenWithATimestampAlreadyRead() throws IOException {
        try (var own = GenericWorld.of(1, new GenericPsp.Size(0, 0, 0))) {
            var list = own.psp().transactions();
            list.put(GenericWorld.transaction("a", "2026-01-01T00:00:00.5Z"));
            list.put(GenericWorld.transaction("b", "2026-01-01T00:00:00.5Z"));
            var states = new ArrayList<JsonValue>();
            GenericWorld.walk(
                    own.connector()::fetchPayments,
                    1,
                    Optional.empty(),
                    page -> states.add(page.newState().orElseThrow()));

            list.put(GenericWorld.transaction("c", "2026-01-01T00:00:00.5Z"));
            list.put(GenericWorld.transaction("d", "2026-01-01T02:00:00.5+02:00"));
            assertThat(
                    new HashSet<>(own.payments(Optional.of(states.getLast()))),
                    is(new HashSet<>(List.of("c", "d"))));
            assertThat(own.payments(Optional.of(states.getFirst())).size(), is(3));

            list.put(GenericWorld.transaction("a", "2026-01-01T00:00:07Z"));
            assertThat(
                    new HashSet<>(own.payments(Optional.of(states.getLast()))),
                    is(new HashSet<>(List.of("a", "c", "d"))));
        }
    }

    @Test
    void losesNoRowToDeletionsBetweenPages() throws IOException {
        try (var own = GenericWorld.of(11, new GenericPsp.Size(0, 0, 300))) {
            var before = GenericWorld.ids(own.psp().transactions());
            var deleted = new HashSet<String>();
            var seen = new ArrayList<String>();

            GenericWorld.walk(
                    own.connector()::fetchPayments,
                    20,
                    Optional.empty(),
                    page -> {
                        page.items().forEach(payment -> seen.add(payment.reference()));
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
                list.put(
                        GenericWorld.transaction(
                                "t" + i, "2026-01-01T00:00:00." + (100 + i / 3) + "Z"));
            }
            list.put(GenericWorld.transaction("later", "2026-01-01T00:00:07Z"));
            var oldest = GenericWorld.ids(list).subList(0, 40).iterator();
            own.psp()
                    .faults(_ -> {
                        if (oldest.hasNext()) {
                            list.remove(oldest.next());
                        }
                        return Optional.empty();
                    });

            var read =
                    GenericWorld.paymentReferences(
                            GenericWorld.pages(own.connector()::fetchPayments, size));

            assertThat(read.containsAll(GenericWorld.ids(list)), is(true));
            assertThat(new HashSet<>(read).size(), is(read.size()));
            assertThat(GenericWorld.ids(list).size(), is(lessThanOrEqualTo(300)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void aRowThatBecomesVisibleBehindNewerOnesComesOnce(int size) throws IOException {
        try (var own = GenericWorld.of(1, new GenericPsp.Size(0, 0, 0))) {
            var list = own.psp().transactions();
            var at = Instant.parse("2026-01-01T00:00:00Z");
            for (int i = 0; i < 250; i++) {
                list.put(GenericWorld.transaction("t" + i, at.plusSeconds(10 * i).toString()));
            }
            var last =
                    GenericWorld.walk(
                            own.connector()::fetchPayments, size, Optional.empty(), _ -> {});
            for (int newer : List.of(1, 10, 95)) {
                var late = at.plusSeconds(10 * (249 - newer) + 5).toString();
                list.put(GenericWorld.transaction("late" + newer, late));
            }

            var seen = new ArrayList<String>();
            last =
                    GenericWorld.walk(
                            own.connector()::fetchPayments,
                            size,
                            Optional.of(last),
                            page -> page.items().forEach(payment -> seen.add(payment.reference())));

            assertThat(seen, is(List.of("late95", "late10", "late1")));
            assertThat(own.payments(Optional.of(last)).size(), is(0));
        }
    }

    @Test
    void aListThatRepeatsItsPageIsAFailureThatNamesListPageAndCursor() throws IOException {
        try (var own = GenericWorld.of(1, new GenericPsp.Size(0, 0, 0))) {
            var row = GenericWorld.transaction("X", "2026-01-01T00:00:00Z").toString();
            var rows =
                    IntStream.range(0, 100)
                            .mapToObj(i -> row.replace("\"X\"", "\"t" + i + "\""))
                            .collect(Collectors.joining(",", "[", "]"));
            own.psp()
                    .faults(_ -> Optional.of(new PspFault.Response(200, "application/json", rows)));

            var failure =
                    assertThrows(
                            PaymentException.class,
                            () -> GenericWorld.pages(own.connector()::fetchPayments, 100));

            assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
            assertThat(
                    failure.getMessage(),
                    containsString(
                            "the list of /transactions does not move on: page 3 (from 2026-01-01T00:00:00Z, 100 rows)"));
        }
    }

    @Test
    void findsChangesAfterTheLastPageInListsOfAllKinds() throws IOException {
        try (var own = GenericWorld.of(1, new GenericPsp.Size(60, 45, 420))) {
            own.psp().reset(21, new GenericPsp.Size(7, 7, 7));
            var connector = own.connector();

            findsChanges(own.psp().accounts(), connector::fetchAccounts);
            findsChanges(own.psp().beneficiaries(), connector::fetchExternalAccounts);
            findsChanges(own.psp().transactions(), connector::fetchPayments);
        }
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
}
