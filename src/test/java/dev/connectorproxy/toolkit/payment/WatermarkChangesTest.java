package dev.connectorproxy.toolkit.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.connectorproxy.toolkit.payment.Watermark.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists that change at random while they are read: rows that share few timestamps, several of which disappear during
/// one read, and others that become visible late, behind newer ones.
class WatermarkChangesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int ROWS = 60;
    private static final int SEEDS = 2_000;

    @Test
    void losesNoRowThatStaysWhenSeveralDisappearDuringOneRead() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var list = new ChangingList(seed, history(seed), List.of());

            var read = list.walkToEnd();

            list.assertComplete(read);
        }
    }

    @Test
    void findsRowsThatBecomeVisibleLateAndDoublesNone() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var all = history(seed);
            var late = new ArrayList<>(all.subList(all.size() - 20, all.size() - 1));
            all.removeAll(late);
            var list = new ChangingList(seed, all, late);

            var read = list.walkToEnd();

            list.assertComplete(read);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, Watermark.LOOK_BACK - 1})
    void findsARowBehindAsManyNewerOnesAsAreKept(int newer) {
        var rows =
                new ArrayList<>(IntStream.range(0, 300).mapToObj(i -> key(i, i * 1_000)).toList());
        var late = rows.remove(rows.size() - 1 - newer);
        var list = new ChangingList(0, rows, List.of());
        list.deletions = 0;
        var mark = list.walk(new ArrayList<>(), Watermark.START, 7);

        list.rows.add(late);
        list.rows.sort(ORDER);
        var again = new ArrayList<Key>();
        list.walk(again, mark, 7);

        assertThat(again, is(List.of(late)));
    }

    @Test
    void keepsABoundedNumberOfRows() {
        var rows =
                new ArrayList<>(
                        IntStream.range(0, 5_000).mapToObj(i -> key(i, i / 3 * 1_000)).toList());
        var list = new ChangingList(0, rows, List.of());
        list.deletions = 0;

        var mark = list.walk(new ArrayList<>(), Watermark.START, 100);

        int kept = mark.ids().size() + mark.recent().values().stream().mapToInt(Set::size).sum();
        assertThat(kept, is(lessThanOrEqualTo(Watermark.LOOK_BACK)));
        assertThat(list.longestState, is(lessThan(6_000)));
    }

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::at).thenComparing(Key::id);

    private static List<Key> history(int seed) {
        var random = new Random(seed);
        int times = 1 + random.nextInt(8);
        int apart = List.of(0, 1, 300, 1_000).get(random.nextInt(4));
        return new ArrayList<>(
                IntStream.range(0, ROWS)
                        .mapToObj(i -> key(i, random.nextInt(times) * apart))
                        .sorted(ORDER)
                        .toList());
    }

    private static Key key(int number, int millis) {
        return new Key(NOON.plusMillis(millis), "%04d".formatted(number));
    }

    /// A list that loses a random row after some of its pages, and shows hidden ones after others.
    private static final class ChangingList implements WatermarkWalk.Source<Key> {
        private final Random random;
        private final String label;
        private final List<Key> rows;
        private final List<Key> hidden;
        private final int pageSize;
        private final int wanted;
        private int deletions;
        private int longestState;

        ChangingList(int seed, List<Key> rows, List<Key> hidden) {
            this.random = new Random(seed);
            this.rows = new ArrayList<>(rows);
            this.hidden = new ArrayList<>(hidden);
            this.pageSize = 2 + random.nextInt(ROWS);
            this.wanted = 1 + random.nextInt(ROWS);
            this.deletions = random.nextInt(12);
            this.label = "seed %d, pages of %d, %d wanted".formatted(seed, pageSize, wanted);
        }

        /// Reads to the end until nothing is hidden, and once more.
        List<Key> walkToEnd() {
            var read = new ArrayList<Key>();
            var mark = Watermark.START;
            boolean last;
            do {
                last = hidden.isEmpty();
                mark = walk(read, mark, wanted);
            } while (!last);
            return read;
        }

        Watermark walk(List<Key> read, Watermark from, int size) {
            var mark = from;
            for (int guard = 0; guard < 10_000; guard++) {
                var batch = WatermarkWalk.read(this, mark, size);
                assertThat(label, batch.rows().size(), is(lessThanOrEqualTo(size)));
                read.addAll(batch.rows());
                var state = batch.next().json();
                longestState = Math.max(longestState, state.toString().length());
                mark = Watermark.of(state);
                assertThat(label, mark, is(batch.next()));
                if (!batch.hasMore()) {
                    return mark;
                }
            }
            throw new AssertionError(label + " does not end");
        }

        void assertComplete(List<Key> read) {
            var lost = new TreeSet<>(ORDER);
            lost.addAll(rows);
            read.forEach(lost::remove);
            assertThat(label, lost, is(Set.of()));
            assertThat(label, new HashSet<>(read).size(), is(read.size()));
        }

        @Override
        public List<Key> page(Instant from, int page, int size) {
            var shown = WatermarkDeletionsTest.page(rows, from, page, size);
            if (deletions > 0 && !rows.isEmpty() && random.nextBoolean()) {
                deletions--;
                rows.remove(random.nextInt(rows.size()));
            }
            if (!hidden.isEmpty() && random.nextInt(4) == 0) {
                rows.add(hidden.remove(random.nextInt(hidden.size())));
                rows.sort(ORDER);
            }
            return shown;
        }

        @Override
        public Key key(Key row) {
            return row;
        }

        @Override
        public int maxPageSize() {
            return pageSize;
        }
    }
}
