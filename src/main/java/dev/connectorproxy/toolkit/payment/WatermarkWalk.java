package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Reads the next rows of a list that the provider returns in pages, sorted by time and starting at a given time.
///
/// It advances the start time instead of the page number where possible: if rows are deleted from pages already read,
/// unread rows do not shift onto those pages. Only rows of the same second are paged by number. After the last page of a
/// second its other pages are read once more, the last one first: since deletions shift rows towards the first page, a
/// row that stays is on one of the pages still to be read, or was read.
///
/// At the end of the list, the watermark looks back: the next read includes the last [Watermark#LOOK_BACK] rows, and so
/// finds rows among them that became visible late.
public final class WatermarkWalk {
    private WatermarkWalk() {}

    /// A provider's list.
    public interface Source<T> {

        /// One page of the rows at or after a time, oldest first; empty at the end, and only there.
        ///
        /// @param from whole seconds; `Times.ZERO` for all
        /// @param page from 1
        /// @param size at most [#maxPageSize()]
        List<T> page(Instant from, int page, int size);

        /// The sort key and the identity of a row.
        Watermark.Key key(T row);

        /// The maximum number of rows on a page.
        default int maxPageSize() {
            return PageSize.DEFAULT;
        }

        /// Names the list in messages, such as `transactions`.
        default String name() {
            return "rows";
        }
    }

    /// The rows of one read.
    ///
    /// @param rows at most as many as wanted, oldest first, none of them read before
    /// @param next the watermark after the last of them
    public record Batch<T>(List<T> rows, Watermark next, boolean hasMore) {
        public Batch {
            rows = List.copyOf(rows);
            Objects.requireNonNull(next, "next");
        }
    }

    /// Reads the rows after the watermark.
    ///
    /// @param wanted the maximum number of rows
    /// @throws PaymentException `UPSTREAM_ERROR`: the list returns the same full page again
    public static <T> Batch<T> read(Source<T> source, Watermark after, int wanted) {
        var rows = new Reading<>(source, after, wanted).rows();
        rows.sort(Comparator.comparing(row -> source.key(row).at()));
        boolean hasMore = rows.size() > wanted;
        var kept = List.copyOf(rows.subList(0, Math.min(wanted, rows.size())));
        return new Batch<>(kept, after.advance(kept, source::key, hasMore), hasMore);
    }

    /// One read. It ends when one row more than wanted is known, which sets `hasMore`, or at the end of the list.
    private static final class Reading<T> {
        private static final int MAX_REPEATS = 2;

        private final Source<T> source;
        private final Watermark after;
        private final int wanted;
        private final int size;
        private final Set<Watermark.Key> seen = new HashSet<>();
        private final List<T> fresh = new ArrayList<>();
        private Instant from;
        private int page = 1;
        private List<Watermark.Key> previousKeys = List.of();
        private int repeats;

        Reading(Source<T> source, Watermark after, int wanted) {
            this.source = source;
            this.after = after;
            this.wanted = wanted;
            this.size = Math.min(source.maxPageSize(), wanted + after.knownCount() + 1);
            startSecond(second(after.from()));
        }

        List<T> rows() {
            while (true) {
                var rows = source.page(from, page, size);
                var keys = keys(rows);
                boolean end = rows.isEmpty() || isRepeated(keys);
                boolean hasNew = !end && take(rows, keys);
                var last = end ? from : second(keys.getLast().at());
                boolean enough = fresh.size() > wanted;
                if (end || enough || last.isAfter(from)) {
                    rereadEarlierPages();
                }
                if (end || enough) {
                    return fresh;
                }
                previousKeys = keys;
                if (hasNew && last.isAfter(from)) {
                    startSecond(last);
                } else {
                    page++;
                }
            }
        }

        /// Whether this is the page before once more. A provider without page numbers returns its only page again, which
        /// is the end of the list; but if that page is full, the list has rows that it does not return. Rows that were
        /// inserted before can shift a page onto the next one, though not twice in a row.
        private boolean isRepeated(List<Watermark.Key> keys) {
            if (page == 1 || !keys.equals(previousKeys)) {
                repeats = 0;
                return false;
            }
            if (keys.size() >= size && ++repeats == MAX_REPEATS) {
                throw ListProgress.stuck(
                        source.name(),
                        "page %d (from %s, %d rows) is the same as the two before"
                                .formatted(page, Times.text(from), size));
            }
            return keys.size() < size;
        }

        private void rereadEarlierPages() {
            for (int earlier = page - 1; earlier >= 1; earlier--) {
                var rows = source.page(from, earlier, size);
                take(rows, keys(rows));
            }
        }

        private void startSecond(Instant second) {
            from = second;
            page = 1;
            previousKeys = List.of();
            repeats = 0;
        }

        private List<Watermark.Key> keys(List<T> rows) {
            return rows.stream().map(source::key).toList();
        }

        private boolean take(List<T> rows, List<Watermark.Key> keys) {
            boolean hasNew = false;
            for (int i = 0; i < rows.size(); i++) {
                if (seen.add(keys.get(i))) {
                    hasNew = true;
                    if (after.isFresh(keys.get(i))) {
                        fresh.add(rows.get(i));
                    }
                }
            }
            return hasNew;
        }

        private static Instant second(Instant time) {
            return Instant.ofEpochSecond(time.getEpochSecond());
        }
    }
}
