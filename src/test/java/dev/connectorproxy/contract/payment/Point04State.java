package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.PageSize;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Point 4: the state, which is the only data that one fetch passes to the next.
interface Point04State extends Point {

    @Test
    default void fromEveryStateExactlyTheLaterRowsFollow() {
        for (var place : places()) {
            if (snapshot(place)) {
                continue;
            }
            for (int size : List.of(1, 2)) {
                var states = new ArrayList<FullWalk.Step<Row>>();
                var whole =
                        bench().walk(bench().connector(), place, size)
                                .walk(Optional.empty(), states::add)
                                .references();
                int read = 0;
                for (var step : states) {
                    read += step.page().items().size();
                    if (step.after().isPresent()) {
                        var rest =
                                bench().walk(bench().connector(), place, size).walk(step.after());
                        assertThat(
                                place + " from " + step.after().get(),
                                rest.references(),
                                is(whole.subList(read, whole.size())));
                    }
                }
            }
        }
    }

    @Test
    default void theSameRequestBringsTheSamePage() {
        var connector = bench().connector();
        for (var place : places()) {
            var request = place.request(Optional.empty(), 2);
            var one = bench().fetch(connector, place, request);

            one.newState().ifPresent(value -> bench().fetch(connector, place, request.after(value)));

            assertThat(place + ", asked again", bench().fetch(connector, place, request), is(one));
            assertThat(
                    place + ", asked with null",
                    bench().fetch(connector, place, place.request(Optional.of(JsonValue.NULL), 2)),
                    is(one));
        }
    }

    @Test
    default void behindTheLastRowNothingFollows() {
        for (int size : List.of(1, bench().config().pageSize(), PageSize.MOST)) {
            var polling = new Polling(bench(), bench().connector(), size);
            polling.poll();

            nothingIsPromised(polling, size);
            for (int again = 1; again <= 3; again++) {
                nothingIn(polling.poll().rows(), size);
            }
        }
    }

    /// The first page of the next poll must not have more.
    private void nothingIsPromised(Polling polling, int size) {
        for (var place : polling.fetching()) {
            var state = polling.state(place).map(FullWalk::read);
            if (!snapshot(place)) {
                assertThat(
                        place + " has more behind its end at page size " + size,
                        bench().fetch(bench().connector(), place, place.request(state, size))
                                .hasMore(),
                        is(false));
            }
        }
    }

    private void nothingIn(Map<Place, List<Row>> rows, int size) {
        rows.forEach((place, found) -> {
            if (!snapshot(place)) {
                assertThat(place + " polled again at page size " + size, found, is(empty()));
            }
        });
    }

    private boolean snapshot(Place place) {
        return bench().fixture.snapshots().contains(place.kind());
    }

    private List<Place> places() {
        var polling = new Polling(bench(), bench().connector(), PageSize.MOST);
        var poll = polling.poll();
        return polling.oneOfEachPath(poll);
    }
}
