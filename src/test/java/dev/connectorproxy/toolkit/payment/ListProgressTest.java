package dev.connectorproxy.toolkit.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.payment.Watermark.Key;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A list that returns the same page for ever is a failure that names list, page and cursor.
class ListProgressTest {
    private final ListProgress progress = new ListProgress("charges");

    @Test
    void acceptsPagesThatFollowEachOther() {
        progress.check("starting_after", "", List.of("a", "b"));
        progress.check("starting_after", "b", List.of("c", "d"));
        progress.check("starting_after", "b", List.of("c", "d")); // the same request again
        progress.check("starting_after", "d", List.of());
    }

    @Test
    void refusesAPageThatContainsTheRowThatItShouldFollow() {
        progress.check("starting_after", "", List.of("a", "b"));

        var failure = stuck(() -> progress.check("starting_after", "b", List.of("a", "b")));

        assertThat(
                failure.getMessage(),
                containsString(
                        "the list of charges does not move on: page 2 (starting_after=b) repeats"));
    }

    @Test
    void refusesPagesInACircle() {
        progress.check("page", "1", List.of("a"));
        progress.check("page", "2", List.of("b"));

        stuck(() -> progress.check("page", "3", List.of("a")));
    }

    @Test
    void aWalkByTimeRefusesAFullPageThatIsRepeated() {
        var source =
                new WatermarkWalk.Source<Key>() {
                    @Override
                    public List<Key> page(Instant from, int page, int size) {
                        return IntStream.range(0, size)
                                .mapToObj(i -> new Key(Instant.EPOCH, "row" + i))
                                .toList();
                    }

                    @Override
                    public Key key(Key row) {
                        return row;
                    }

                    @Override
                    public String name() {
                        return "/transactions";
                    }
                };

        var failure = stuck(() -> WatermarkWalk.read(source, Watermark.START, 200));

        assertThat(
                failure.getMessage(),
                containsString("the list of /transactions does not move on: page 3 (from "));
    }

    private static PaymentException stuck(Runnable body) {
        var failure = assertThrows(PaymentException.class, body::run);
        assertThat(failure.error(), is(PaymentError.UPSTREAM_ERROR));
        return failure;
    }
}
