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
/// read pulls no unread row with it; only rows of one second are paged by number.
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
        rows.sort(Comparator.comparing(it -> source.key(it).at()));
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
        private List<Watermark.Key> before = List.of();

        Reading(Source<T> source, Watermark after, int wanted) {
            this.source = source;
            this.after = after;
            this.wanted = wanted;
            this.size = Math.min(source.mostRows(), wanted + after.ids().size() + 1);
            this.from = second(after.at());
        }

        List<T> rows() {
            while (fresh.size() <= wanted) {
                var rows = source.page(from, page, size);
                var keys = rows.stream().map(source::key).toList();
                if (rows.isEmpty() || page > 1 && keys.equals(before)) {
                    break; // a provider that knows no page numbers shows the same rows again
                }
                before = keys;
                boolean news = take(rows, keys);
                turn(second(keys.getLast().at()), news);
            }
            return fresh;
        }

        private boolean take(List<T> rows, List<Watermark.Key> keys) {
            boolean news = false;
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
                page = 1;
            } else {
                page++;
            }
        }

        private static Instant second(Instant time) {
            return Instant.ofEpochSecond(time.getEpochSecond());
        }
    }
}
