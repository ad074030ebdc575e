package dev.connectorproxy.toolkit.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.toolkit.payment.Watermark.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows that share few timestamps, and of which one disappears while they are read: each row that stays is read once.
class WatermarkDeletionsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int ROWS = 24;

    @ParameterizedTest(name = "{0} rows per timestamp, {1} ms apart, pages of {2}, {3} wanted")
    @CsvSource({
        "24, 0, 5, 100",
        "24, 0, 3, 1",
        "12, 400, 5, 7",
        "12, 1000, 5, 7",
        "8, 1000, 4, 100",
        "8, 300, 4, 3",
        "3, 700, 5, 4"
    })
    void losesNoneOfTheRowsThatStay(int tied, int apart, int pageSize, int wanted) {
        for (int after = 1; after < 2 * ROWS; after++) {
            for (int deleted = 0; deleted < ROWS; deleted++) {
                var rows = new ArrayList<>(history(tied, apart));
                var provider = new ShrinkingList(rows, pageSize, after, rows.get(deleted));

                var read = walk(provider, wanted);

                var what = "row " + deleted + " deleted after " + after + " pages";
                var lost = new ArrayList<>(rows);
                lost.removeAll(Set.copyOf(read));
                assertThat(what, lost, is(List.of()));
                assertThat(what, new HashSet<>(read).size(), is(read.size()));
            }
        }
    }

    /// Reads to the end, and then once more, as polling does.
    private static List<Key> walk(ShrinkingList provider, int wanted) {
        var read = new ArrayList<Key>();
        var mark = Watermark.START;
        int ends = 0;
        for (int guard = 0; ends < 2; guard++) {
            assertThat("the walk ends", guard < 1_000, is(true));
            var batch = WatermarkWalk.read(provider, mark, wanted);
            read.addAll(batch.rows());
            mark = Watermark.of(batch.next().json());
            ends += batch.hasMore() ? 0 : 1;
        }
        return read;
    }

    private static List<Key> history(int tied, int apart) {
        return IntStream.range(0, ROWS)
                .mapToObj(
                        i -> new Key(NOON.plusMillis((long) i / tied * apart), "%02d".formatted(i)))
                .toList();
    }

    /// The page of a list that is sorted by time.
    static List<Key> page(List<Key> rows, Instant from, int page, int size) {
        return rows.stream()
                .filter(key -> !key.at().isBefore(from))
                .skip((long) (page - 1) * size)
                .limit(size)
                .toList();
    }

    /// A list that loses a row after so many pages were sent.
    private static final class ShrinkingList implements WatermarkWalk.Source<Key> {
        private final List<Key> rows;
        private final int maxPageSize;
        private final int after;
        private final Key deleted;
        private int pages;

        ShrinkingList(List<Key> rows, int maxPageSize, int after, Key deleted) {
            this.rows = rows;
            this.maxPageSize = maxPageSize;
            this.after = after;
            this.deleted = deleted;
        }

        @Override
        public List<Key> page(Instant from, int page, int size) {
            var shown = WatermarkDeletionsTest.page(rows, from, page, size);
            if (++pages == after) {
                rows.remove(deleted);
            }
            return shown;
        }

        @Override
        public Key key(Key row) {
            return row;
        }

        @Override
        public int maxPageSize() {
            return maxPageSize;
        }
    }
}
