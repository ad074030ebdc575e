package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.payment.PageSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Reads the next rows of a list that the provider returns in pages, sorted by time and starting at a given time.
///
/// It advances the start time instead of the page number where possible: if a row is deleted from a page already read,
/// unread rows do not shift onto that page. Only rows of the same second are paged by number. After the last page of a
/// second it checks whether earlier pages have shifted, and if so reads that second again.
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
    public static <T> Batch<T> read(Source<T> source, Watermark after, int wanted) {
        var rows = new Reading<>(source, after, wanted).rows();
        rows.sort(Comparator.comparing(row -> source.key(row).at()));
        var kept = rows.subList(0, Math.min(wanted, rows.size()));
        return new Batch<>(kept, after.advance(kept, source::key), rows.size() > wanted);
    }

    /// One read. It ends when one row more than wanted is known, which sets `hasMore`, or at the end of the list.
    private static final class Reading<T> {
        private final Source<T> source;
        private final Watermark after;
        private final int wanted;
        private final int size;
        private final Set<Watermark.Key> seen = new HashSet<>();
        private final List<T> fresh = new ArrayList<>();
        private Instant from;
        private int page = 1;
        private int lastPageToRead = 1;
        private int seenBefore;
        private List<Watermark.Key> previousKeys = List.of();

        /// The key of the last row on each page of this second.
        private final List<Watermark.Key> lastKeys = new ArrayList<>();

        Reading(Source<T> source, Watermark after, int wanted) {
            this.source = source;
            this.after = after;
            this.wanted = wanted;
            this.size = Math.min(source.maxPageSize(), wanted + after.ids().size() + 1);
            this.from = second(after.at());
        }

        List<T> rows() {
            boolean more = true;
            while (more) {
                var rows = source.page(from, page, size);
                var keys = keys(rows);
                // a provider that ignores page numbers returns the same rows again
                boolean end = rows.isEmpty() || page > 1 && keys.equals(previousKeys);
                boolean hasNew = !end && take(rows, keys);
                var last = end ? from : second(keys.getLast().at());
                boolean enough = fresh.size() > wanted && page >= lastPageToRead;
                if ((end || enough || last.isAfter(from)) && hasShifted()) {
                    reread();
                } else if (end || enough) {
                    more = false;
                } else {
                    previousKeys = keys;
                    nextPage(last, hasNew);
                }
            }
            return fresh;
        }

        /// Whether rows were deleted from the pages before the last one, so that rows shifted to pages already read.
        /// Reading again stops when it finds no new rows.
        private boolean hasShifted() {
            int full = lastKeys.size() - 1;
            if (full < 1 || seen.size() == seenBefore) {
                return false;
            }
            var again = keys(source.page(from, full, size));
            return again.isEmpty() || !again.getLast().equals(lastKeys.get(full - 1));
        }

        private void reread() {
            lastPageToRead = Math.max(lastPageToRead, page);
            startSecond();
        }

        private void startSecond() {
            page = 1;
            seenBefore = seen.size();
            previousKeys = List.of();
            lastKeys.clear();
        }

        private List<Watermark.Key> keys(List<T> rows) {
            return rows.stream().map(source::key).toList();
        }

        private boolean take(List<T> rows, List<Watermark.Key> keys) {
            boolean hasNew = false;
            lastKeys.add(keys.getLast());
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

        private void nextPage(Instant last, boolean hasNew) {
            if (hasNew && last.isAfter(from)) {
                from = last;
                lastPageToRead = 1;
                startSecond();
            } else {
                page++;
            }
        }

        private static Instant second(Instant time) {
            return Instant.ofEpochSecond(time.getEpochSecond());
        }
    }
}
