package dev.connectorproxy.toolkit.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.payment.Watermark.Key;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Section 3.4: no row that shares the boundary timestamp is lost or comes twice.
class WatermarkTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void comparesInclusivelyAndRemembersTheRowsAtTheBoundary() {
        var rows = List.of(row("a", 0), row("b", 1), row("c", 1));

        var mark = Watermark.START.advance(rows, Function.identity());

        assertThat(mark, is(new Watermark(NOON.plusMillis(1), Set.of("b", "c"))));
        assertThat(
                mark.fresh(
                        List.of(row("a", 0), row("b", 1), row("d", 1), row("c", 2), row("d", 1)),
                        Function.identity()),
                is(List.of(row("d", 1), row("c", 2))));
    }

    @Test
    void addsToTheRowsAtTheBoundaryWhileTheTimeStandsStill() {
        var mark = Watermark.START.advance(List.of(row("a", 5)), Function.identity());

        assertThat(
                mark.advance(List.of(row("b", 5)), Function.identity()).ids(),
                is(Set.of("a", "b")));
        assertThat(mark.advance(List.of(row("b", 6)), Function.identity()).ids(), is(Set.of("b")));
        assertThat(mark.advance(List.of(row("b", 4)), Function.identity()), is(mark));
        assertThat(mark.advance(List.<Key>of(), Function.identity()), is(mark));
    }

    @Test
    void survivesJson() {
        var mark = new Watermark(NOON.plusNanos(120_000_000), Set.of("b", "a", "\u00fc\"<"));

        var text = mark.json().toString();

        assertThat(
                text,
                is("{\"at\":\"2026-01-01T12:00:00.12Z\",\"ids\":[\"a\",\"b\",\"\u00fc\\\"<\"]}"));
        assertThat(Watermark.of(Json.createReader(new StringReader(text)).readValue()), is(mark));
        assertThat(Watermark.of(Json.createObjectBuilder().build()), is(Watermark.START));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{\"at\":7}",
                "{\"at\":\"x\"}",
                "{\"ids\":\"a\"}",
                "{\"ids\":[1]}"
            })
    void refusesAStateThatIsNone(String json) {
        var value = Json.createReader(new StringReader(json)).readValue();

        var failure = assertThrows(PaymentException.class, () -> Watermark.of(value));

        assertThat(failure.error(), is(PaymentError.INVALID_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000})
    void walksAHistoryFullOfTiesWithoutLossAtAnyPageSize(int pageSize) {
        var history = history(500, 42);
        var provider = new ListedRows(history, Habit.FILTERS);

        var read = walk(provider, Watermark.START, pageSize);

        assertThat(read, is(history));
        assertThat(provider.largestSize, is(lessThanOrEqualTo(provider.maxPageSize())));
    }

    @ParameterizedTest
    @EnumSource(
            value = Habit.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "DELETES_WHAT_WAS_READ")
    void walksToTheEndWhateverTheProvidersHabits(Habit habit) {
        var history = history(habit == Habit.NO_PAGES ? 30 : 200, 7);

        var read = walk(new ListedRows(history, habit), Watermark.START, 40);

        assertThat(read, is(history));
    }

    @Test
    void restartsFromEveryStateWithExactlyTheLaterRows() {
        var history = history(60, 3);
        var provider = new ListedRows(history, Habit.FILTERS);
        var mark = Watermark.START;
        int before = 0;

        while (true) {
            var restored = Watermark.of(mark.json());
            assertThat(walk(provider, restored, 7), is(history.subList(before, history.size())));
            var batch = WatermarkWalk.read(provider, restored, 3);
            before += batch.rows().size();
            mark = batch.next();
            if (!batch.hasMore()) {
                break;
            }
        }

        assertThat(before, is(history.size()));
        assertThat(WatermarkWalk.read(provider, mark, 3).rows(), is(empty()));
        assertThat(WatermarkWalk.read(provider, mark, 3).next(), is(mark));
    }

    @Test
    void findsARowThatIsAddedAtTheBoundaryAfterTheEnd() {
        var history = new ArrayList<>(List.of(row("a", 0), row("b", 0)));
        var provider = new ListedRows(history, Habit.FILTERS);
        var end = WatermarkWalk.read(provider, Watermark.START, 10);

        history.add(row("c", 0));
        var later = WatermarkWalk.read(provider, end.next(), 10);

        assertThat(end.hasMore(), is(false));
        assertThat(later.rows(), is(List.of(row("c", 0))));
        assertThat(later.hasMore(), is(false));
    }

    @Test
    void losesNothingWhenRowsDisappearBetweenPages() {
        var history =
                new ArrayList<>(
                        IntStream.range(0, 50).mapToObj(i -> row("r" + i, i * 1_000)).toList());
        var provider = new ListedRows(history, Habit.DELETES_WHAT_WAS_READ);

        var read = walk(provider, Watermark.START, 20);

        assertThat(history.size(), is(lessThan(40)));
        assertThat(read.containsAll(history), is(true));
        assertThat(Set.copyOf(read).size(), is(read.size()));
    }

    private static List<Key> walk(ListedRows provider, Watermark from, int pageSize) {
        var read = new ArrayList<Key>();
        var mark = from;
        for (int guard = 0; guard < 10_000; guard++) {
            var batch = WatermarkWalk.read(provider, mark, pageSize);
            assertThat(batch.rows().size(), is(lessThanOrEqualTo(pageSize)));
            read.addAll(batch.rows());
            mark = Watermark.of(batch.next().json());
            if (!batch.hasMore()) {
                return read;
            }
        }
        throw new AssertionError("the walk does not end");
    }

    private static List<Key> history(int rows, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, rows)
                .mapToObj(i -> row(String.format("%04d", i), random.nextInt(rows / 8) * 400))
                .sorted(Comparator.comparing(Key::at).thenComparing(Key::id))
                .toList();
    }

    private static Key row(String id, int millis) {
        return new Key(NOON.plusMillis(millis), id);
    }

    private enum Habit {
        FILTERS,
        /// Shows everything, whatever time it is asked from.
        NO_FILTER,
        /// Shows the first page, whatever number it is asked for.
        NO_PAGES,
        /// Shows at most three rows, whatever size it is asked for.
        SMALL_PAGES,
        DELETES_WHAT_WAS_READ
    }

    private static final class ListedRows implements WatermarkWalk.Source<Key> {
        private final List<Key> rows;
        private final Habit habit;
        private int largestSize;

        ListedRows(List<Key> rows, Habit habit) {
            this.rows = rows;
            this.habit = habit;
        }

        @Override
        public List<Key> page(Instant from, int page, int size) {
            largestSize = Math.max(largestSize, size);
            int most =
                    habit == Habit.SMALL_PAGES
                            ? 3
                            : habit == Habit.DELETES_WHAT_WAS_READ ? 7 : size;
            int skipped = habit == Habit.NO_PAGES ? 0 : (page - 1) * most;
            var shown =
                    rows.stream()
                            .filter(key -> habit == Habit.NO_FILTER || !key.at().isBefore(from))
                            .skip(skipped)
                            .limit(most)
                            .toList();
            if (habit == Habit.DELETES_WHAT_WAS_READ && shown.size() > 3) {
                rows.removeAll(shown.subList(0, 3));
            }
            return shown;
        }

        @Override
        public Key key(Key row) {
            return row;
        }
    }
}
