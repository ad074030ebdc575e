package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FullWalkTest {

    @Test
    void goesOnFromEveryState() {
        var states = new ArrayList<FullWalk.Step<Integer>>();
        var walk = FullWalk.of(FullWalkTest::seven, String::valueOf, 2);

        var whole = walk.walk(Optional.empty(), states::add);

        assertThat(whole.references(), is(List.of("0", "1", "2", "3", "4", "5", "6")));
        assertThat(whole.pages(), is(4));
        assertThat(whole.state(), is(Optional.of("7")));
        assertThat(walk.walk(states.get(1).after()).references(), is(List.of("4", "5", "6")));
        assertThat(walk.walk(states.get(1).before()).references().size(), is(5));
    }

    @Test
    void stopsWhereTheVisitorStopsAndCanBeContinued() {
        var walk = FullWalk.of(FullWalkTest::seven, String::valueOf, 3);

        var begun = walk.walk(Optional.empty(), step -> step.number() < 2);
        var whole = begun.then(walk.walk(begun.state()));

        assertThat(begun.finished(), is(false));
        assertThat(whole.finished(), is(true));
        assertThat(whole.missing(List.of("0", "6", "7")), is(List.of("7")));
        assertThat(whole.duplicates(), is(List.of()));
        assertThat(whole.then(walk.walk(Optional.of("6"))).duplicates(), is(List.of("6")));
    }

    @Test
    void failsWhereItWouldNotEnd() {
        var still =
                FullWalk.<Integer>of(
                        _ -> Page.of(List.of(), JsonValue.TRUE, true), String::valueOf, 1);
        var lost =
                FullWalk.<Integer>of(
                        _ -> new Page<>(List.of(), Optional.empty(), true), String::valueOf, 1);
        var long1 = FullWalk.of(FullWalkTest::seven, String::valueOf, 1).atMost(6);

        assertThat(
                assertThrows(AssertionError.class, still::walk).getMessage(),
                containsString("leads to where it began"));
        assertThat(
                assertThrows(AssertionError.class, lost::walk).getMessage(),
                containsString("no state to go on from"));
        assertThat(
                assertThrows(AssertionError.class, long1::walk).getMessage(),
                containsString("not ended after 6 pages"));
    }

    private static Page<Integer> seven(FetchRequest request) {
        int from = request.state().map(it -> ((JsonNumber) it).intValue()).orElse(0);
        int to = Math.min(7, from + request.pageSize());
        return Page.of(IntStream.range(from, to).boxed().toList(), Json.createValue(to), to < 7);
    }
}
