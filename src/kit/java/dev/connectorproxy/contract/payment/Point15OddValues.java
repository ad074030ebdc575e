package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Point 15: values that the provider has never documented. The kit puts them into the payments of its responses, one
/// place after the other.
interface Point15OddValues extends Point {
    JsonValue UNKNOWN = JsonProvider.provider().createValue("12,5x!");

    /// A text, an empty one, a number that is more exact than any currency, and nothing at all.
    List<JsonValue> ODD =
            List.of(
                    UNKNOWN,
                    JsonProvider.provider().createValue(""),
                    JsonProvider.provider().createValue(new BigDecimal("7.0123456789012345678901")),
                    JsonValue.NULL);

    /// A row may be left out or fail, but what stays must be what it was, or openly unknown.
    @TestFactory
    @Checks(ReviewRule.UNKNOWN_VALUES)
    default Stream<DynamicTest> oddValuesAreNotGuessed() {
        return payments(
                "guessed",
                odd -> {
                    var guessed = new ArrayList<String>();
                    for (var pointer : odd.pointers()) {
                        for (var value : ODD) {
                            odd.changed(odd.having(pointer).values(), pointer, _ -> value)
                                    .ifPresent(after ->
                                            guessed.addAll(
                                                    guesses(odd, after, pointer + " = " + value)));
                        }
                    }
                    assertThat("values guessed", guessed, is(empty()));
                });
    }

    /// Either the fetch fails, so that it is repeated, or all other rows come, and the missing one is logged.
    @TestFactory
    @Checks(ReviewRule.FAILURES)
    default Stream<DynamicTest> anOddRowCostsNoOther() {
        return payments(
                "lost",
                odd -> {
                    var lost = new ArrayList<String>();
                    for (var pointer : odd.pointers()) {
                        var row = odd.having(pointer).values().iterator().next();
                        int logged = harness().log().size();
                        odd.changed(List.of(row), pointer, _ -> UNKNOWN)
                                .ifPresent(after -> {
                                    var missing = new ArrayList<>(odd.rows().keySet());
                                    missing.removeAll(after.keySet());
                                    boolean said = harness().log().size() > logged;
                                    if (missing.remove(row.reference()) && !said) {
                                        lost.add(row.reference() + " without a line in the log");
                                    }
                                    missing.forEach(other ->
                                            lost.add(
                                                    "%s for %s with an odd %s"
                                                            .formatted(
                                                                    other,
                                                                    row.reference(),
                                                                    pointer)));
                                });
                    }
                    assertThat("rows lost", lost, is(empty()));
                });
    }

    @TestFactory
    @Checks(ReviewRule.FAILURES)
    default Stream<DynamicTest> aRowWithAnUnknownStatusIsKept() {
        return payments(
                "dropped",
                odd -> {
                    var dropped = new ArrayList<String>();
                    for (var pointer : odd.pointers()) {
                        for (var row : ofStatus(odd, pointer)) {
                            var after = odd.changed(List.of(row), pointer, _ -> UNKNOWN);
                            if (after.isPresent() && !after.get().containsKey(row.reference())) {
                                dropped.add(row.reference() + " with an unknown " + pointer);
                            }
                        }
                    }
                    assertThat("rows dropped", dropped, is(empty()));
                });
    }

    /// One row whose status, and nothing else, depends on that place: whatever value of the other rows it gets there.
    /// Empty if there is none.
    private List<FetchedRow> ofStatus(OddValues odd, String pointer) {
        var having = List.copyOf(odd.having(pointer).values());
        var values = having.stream().map(row -> odd.value(row, pointer)).distinct().toList();
        if (values.size() == 1) {
            return List.of();
        }
        var row = having.getFirst();
        boolean changes = false;
        for (var value : values) {
            var after =
                    odd.changed(List.of(row), pointer, _ -> value)
                            .flatMap(rows -> Optional.ofNullable(rows.get(row.reference())));
            if (after.filter(other -> isSameButStatus(row, other)).isEmpty()) {
                return List.of();
            }
            changes |= !status(row).equals(status(after.get()));
        }
        return changes ? List.of(row) : List.of();
    }

    private static boolean isSameButStatus(FetchedRow before, FetchedRow after) {
        return Stream.of("type", "amount", "asset", "createdAt", "parentReference")
                .allMatch(name -> before.json().get(name).equals(after.json().get(name)));
    }

    private static String status(FetchedRow row) {
        return row.json().getString("status");
    }

    private List<String> guesses(OddValues odd, Map<String, FetchedRow> after, String change) {
        var guesses = new ArrayList<String>();
        odd.rows()
                .forEach((reference, before) ->
                        Optional.ofNullable(after.get(reference)).stream()
                                .flatMap(row -> guesses(before, row))
                                .forEach(guess ->
                                        guesses.add(
                                                "row " + reference + " after " + change + ": "
                                                        + guess)));
        return guesses;
    }

    private Stream<String> guesses(FetchedRow before, FetchedRow after) {
        var unknown = harness().fixture.unknownValues();
        boolean untyped = unknown.contains(after.json().getString("type"));
        var named = untyped ? List.of("type", "scheme") : List.of("type", "status", "scheme");
        var changed =
                Stream.concat(
                                named.stream()
                                        .filter(name ->
                                                !unknown.contains(after.json().getString(name))),
                                Stream.of("amount", "asset"))
                        .filter(name -> !before.json().get(name).equals(after.json().get(name)));
        var emptied =
                Stream.of(ExpectedRows.SOURCE, ExpectedRows.DESTINATION)
                        .filter(name -> after.json().getString(name, "none").isEmpty());
        return Stream.concat(changed, emptied)
                .map(name ->
                        "%s became %s, which was %s"
                                .formatted(name, after.json().get(name), before.json().get(name)));
    }

    private Stream<DynamicTest> payments(String name, Consumer<OddValues> test) {
        return Point.when(
                harness().fixture.talksHttp() && kinds().contains(Task.Type.FETCH_PAYMENTS),
                name,
                () -> {
                    harness().fixture.reset(ProviderContract.SEED, ProviderContract.MANY_ROWS);
                    var poller =
                            new InstallTreePoller(harness(), harness().connector(), PageSize.MAX);
                    for (var taskRun : poller.oneOfEachPath(poller.poll())) {
                        if (taskRun.kind() == Task.Type.FETCH_PAYMENTS) {
                            test.accept(new OddValues(harness(), taskRun));
                        }
                    }
                });
    }
}
