package dev.connectorproxy.spi.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Reads the next rows of a history that its provider shows in pages, sorted by time, from a given time on.
///
/// It moves the time on rather than the page number wherever it can, so that a row which disappears from a page already
/// read pulls no unread row with it. Only rows of one second are paged by number; whether the pages before the last one
/// have moved meanwhile shows once they are all read, and then they are read again.
public final class WatermarkWalk {
    private WatermarkWalk() {}

    /// A provider's list.
    public interface Source<T> {

        /// One page of the rows at or after a time, oldest first; empty at the end, and only there.
        ///
        /// @param from whole seconds; [Times#ZERO] for all
        /// @param page from 1
        /// @param size at most [#mostRows()]
        List<T> page(Instant from, int page, int size);

        /// What the rows are sorted and told apart by.
        Watermark.Key key(T row);

        /// How many rows a page may have at most.
        default int mostRows() {
            return PageSize.DEFAULT;
        }
    }

    /// What was read.
    ///
    /// @param rows at most as many as wanted, oldest first, none of them before
    /// @param next the watermark behind the last of them
    public record Batch<T>(List<T> rows, Watermark next, boolean hasMore) {
        public Batch {
            rows = List.copyOf(rows);
            Objects.requireNonNull(next, "next");
        }
    }

    /// The rows that come after the watermark.
    ///
    /// @param wanted at most so many
    public static <T> Batch<T> read(Source<T> source, Watermark after, int wanted) {
        var rows = new Reading<>(source, after, wanted).rows();
        rows.sort(Comparator.comparing(row -> source.key(row).at()));
        var kept = rows.subList(0, Math.min(wanted, rows.size()));
        return new Batch<>(kept, after.advance(kept, source::key), rows.size() > wanted);
    }

    /// One walk, which ends when one row more than wanted is known, or at the end of the list.
    private static final class Reading<T> {
        private final Source<T> source;
        private final Watermark after;
        private final int wanted;
        private final int size;
        private final Set<Watermark.Key> met = new HashSet<>();
        private final List<T> fresh = new ArrayList<>();
        private Instant from;
        private int page = 1;
        private int furthest = 1;
        private int metBefore;
        private List<Watermark.Key> before = List.of();

        /// The last row of each page of this second.
        private final List<Watermark.Key> lasts = new ArrayList<>();

        Reading(Source<T> source, Watermark after, int wanted) {
            this.source = source;
            this.after = after;
            this.wanted = wanted;
            this.size = Math.min(source.mostRows(), wanted + after.ids().size() + 1);
            this.from = second(after.at());
        }

        List<T> rows() {
            boolean more = true;
            while (more) {
                var rows = source.page(from, page, size);
                var keys = keys(rows);
                // a provider that knows no page numbers shows the same rows again
                boolean end = rows.isEmpty() || page > 1 && keys.equals(before);
                boolean news = !end && take(rows, keys);
                var last = end ? from : second(keys.getLast().at());
                boolean enough = fresh.size() > wanted && page >= furthest;
                if ((end || enough || last.isAfter(from)) && hasMoved()) {
                    readAgain();
                } else if (end || enough) {
                    more = false;
                } else {
                    before = keys;
                    turn(last, news);
                }
            }
            return fresh;
        }

        /// Whether rows are gone from the pages before the last one, which has then lost its first rows to them. Reading
        /// again ends when it brings nothing.
        private boolean hasMoved() {
            int full = lasts.size() - 1;
            if (full < 1 || met.size() == metBefore) {
                return false;
            }
            var again = keys(source.page(from, full, size));
            return again.isEmpty() || !again.getLast().equals(lasts.get(full - 1));
        }

        private void readAgain() {
            furthest = Math.max(furthest, page);
            begin();
        }

        private void begin() {
            page = 1;
            metBefore = met.size();
            before = List.of();
            lasts.clear();
        }

        private List<Watermark.Key> keys(List<T> rows) {
            return rows.stream().map(source::key).toList();
        }

        private boolean take(List<T> rows, List<Watermark.Key> keys) {
            boolean news = false;
            lasts.add(keys.getLast());
            for (int i = 0; i < rows.size(); i++) {
                if (met.add(keys.get(i))) {
                    news = true;
                    if (after.isFresh(keys.get(i))) {
                        fresh.add(rows.get(i));
                    }
                }
            }
            return news;
        }

        private void turn(Instant last, boolean news) {
            if (news && last.isAfter(from)) {
                from = last;
                furthest = 1;
                begin();
            } else {
                page++;
            }
        }

        private static Instant second(Instant time) {
            return Instant.ofEpochSecond(time.getEpochSecond());
        }
    }
}
