package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.Task;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Point 7: rows of a parent. Every poll of the kit already checks that a parent works as a payload after it was
/// written as text.
interface Point07Children extends Point {

    @Test
    default void withoutTheirParentTheyAreRefused() {
        var connector = bench().connector();
        for (var place : families().values().stream().map(List::getFirst).toList()) {
            Failures.mustBe(
                    place.path() + " without a payload",
                    Set.of(PaymentError.MISSING_FROM_PAYLOAD),
                    () -> bench().fetch(connector, place, FetchRequest.first(2)));
            for (var odd : List.of(JsonValue.EMPTY_JSON_OBJECT, JsonValue.TRUE)) {
                Failures.mustBe(
                        place.path() + " for the payload " + odd,
                        Set.of(PaymentError.MISSING_FROM_PAYLOAD, PaymentError.INVALID_REQUEST),
                        () -> bench().fetch(connector, place, FetchRequest.first(2).from(odd)));
            }
        }
    }

    @Test
    default void statesOfDifferentParentsDoNotMix() {
        for (var family : families().values()) {
            assertThat("parents of " + family.getFirst().path(), family.size(), is(greaterThan(1)));
            var alone = new LinkedHashMap<Place, List<String>>();
            for (var place : family) {
                alone.put(place, bench().walk(bench().connector(), place, 1).walk().references());
            }

            assertThat(family.getFirst().path(), inTurns(family), is(alone));
        }
    }

    @Test
    default void balancesNameTheAccountTheyAreOf() {
        var poll = new Polling(bench(), bench().connector(), PageSize.MOST).poll();

        poll.rows()
                .forEach((place, rows) -> {
                    boolean ofAccount =
                            place.kind() == Task.Type.FETCH_BALANCES
                                    && place.payload()
                                            .filter(value ->
                                                    value.asJsonObject().containsKey("reference"))
                                            .isPresent();
                    for (var row : ofAccount ? rows : List.<Row>of()) {
                        assertThat(
                                place.toString(),
                                row.json().getString("accountReference"),
                                is(place.parent()));
                    }
                });
    }

    /// One page of each in turn, on one connector.
    private Map<Place, List<String>> inTurns(List<Place> family) {
        var connector = bench().connector();
        var found = new LinkedHashMap<Place, List<String>>();
        var open = new LinkedHashMap<Place, Optional<JsonValue>>();
        for (var place : family) {
            found.put(place, new ArrayList<>());
            open.put(place, Optional.empty());
        }
        for (int turn = 0; !open.isEmpty() && turn < 1_000; turn++) {
            for (var place : List.copyOf(open.keySet())) {
                var page = bench().fetch(connector, place, place.request(open.get(place), 1));
                page.items().forEach(row -> found.get(place).add(row.reference()));
                if (page.hasMore()) {
                    open.put(place, page.newState());
                } else {
                    open.remove(place);
                }
            }
        }
        return found;
    }

    /// The task runs of each path whose kind is not also a root task.
    private Map<String, List<Place>> families() {
        var polling = new Polling(bench(), bench().connector(), PageSize.MOST);
        polling.poll();
        var roots = polling.fetching().stream().filter(Place::isRoot).map(Place::kind).toList();
        var families = new LinkedHashMap<String, List<Place>>();
        for (var place : polling.fetching()) {
            if (!roots.contains(place.kind())) {
                families.computeIfAbsent(place.path(), _ -> new ArrayList<>()).add(place);
            }
        }
        return families;
    }
}
