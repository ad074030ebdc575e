package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Reads the next rows of a list that returns the newest row first, in pages next to a row: those that are older than
/// it, or those that are newer. Such lists have `starting_after` and `ending_before`, or `before` and `after`.
///
/// The backlog is read once, in either order; then every poll reads forwards, from the oldest of the last
/// [CursorPosition#LOOK_BACK] known rows, and so finds rows among them that became visible late. If the row of a cursor
/// was deleted, the known row next to it takes its place. A row is returned twice only if all rows from which the list
/// could continue were deleted; then it is read from the beginning, which is logged.
///
/// One instance for each fetch; not thread-safe. The position after the last row is the state of the next fetch: every
/// state can be continued from at any time, and the same request returns the same rows. A fetch sends no more than about
/// a thousand requests and takes half of the time to its deadline; what it has read by then is returned, possibly no row.
///
/// ```java
/// var position = request.state().map(CursorPosition::of).orElse(CursorPosition.START);
/// var batch = CursorWalk.of(source, log, call).oldestFirst(position, request.pageSize());
/// return PaymentsPage.of(payments(batch.rows()), batch.next().json(), batch.hasMore());
/// ```
public final class CursorWalk<T> {
    private static final Duration MAX_TIME = Duration.ofMinutes(4);

    private final Source<T> source;
    private final ProviderContext.Log log;
    private final FetchBudget budget;

    private CursorWalk(Source<T> source, ProviderContext.Log log, FetchBudget budget) {
        this.source = Objects.requireNonNull(source, "source");
        this.log = Objects.requireNonNull(log, "log");
        this.budget = budget;
    }

    /// A walk that has half of the time of the call.
    ///
    /// @param log receives warnings about incomplete pages and lost positions
    public static <T> CursorWalk<T> of(Source<T> source, ProviderContext.Log log, Call call) {
        return new CursorWalk<>(source, log, FetchBudget.of(call, MAX_TIME));
    }

    /// A provider's list. A row that does not exist, because it was deleted, is no failure.
    public interface Source<T> {

        /// The newest rows, the newest first.
        ///
        /// @param limit the maximum number of rows, at most [#maxPageSize()]
        Slice<T> newest(int limit);

        /// The rows that are next to a row and older, the newest first; empty if that row does not exist.
        Optional<Slice<T>> older(String id, int limit);

        /// The rows that are next to a row and newer, the newest first; empty if that row does not exist.
        Optional<Slice<T>> newer(String id, int limit);

        /// The same as [#older], of which only the ids are used: for a request that costs less.
        default Optional<Slice<T>> olderIds(String id, int limit) {
            return older(id, limit);
        }

        /// The id of a row, which is never that of another one.
        String id(T row);

        /// The maximum number of rows on a page.
        default int maxPageSize() {
            return 100;
        }

        /// Names the list in messages, such as `transactions`.
        default String name() {
            return "rows";
        }

        /// Names the parameter in requests for older rows, in messages.
        default String olderParameter() {
            return "older than";
        }

        /// Names the parameter in requests for newer rows, in messages.
        default String newerParameter() {
            return "newer than";
        }
    }

    /// A page of a list.
    ///
    /// @param rows the newest first
    /// @param hasMore whether there are more rows in the requested direction
    public record Slice<T>(List<T> rows, boolean hasMore) {
        public Slice {
            rows = List.copyOf(rows);
        }
    }

    /// The rows of one fetch.
    ///
    /// @param rows at most as many as wanted, none of them read before
    /// @param knownRows rows that were read before, and now again
    /// @param next the position after the last of them
    /// @param hasMore whether there are more rows now
    public record Batch<T>(List<T> rows, List<T> knownRows, CursorPosition next, boolean hasMore) {
        public Batch {
            rows = List.copyOf(rows);
            knownRows = List.copyOf(knownRows);
            Objects.requireNonNull(next, "next");
        }
    }

    /// The backlog with its newest row first, then new rows with the oldest first.
    ///
    /// @throws PaymentException [dev.connectorproxy.spi.payment.PaymentError#UPSTREAM_ERROR] if the list returns a page again, or loses its rows
    ///     while it is read
    public Batch<T> newestFirst(CursorPosition from, int wanted) {
        return new CursorReading<>(source, log, budget, from).newestFirst(wanted);
    }

    /// All rows with the oldest first. The list is read to its end before the first row is returned, if necessary by
    /// several fetches.
    ///
    /// @throws PaymentException [dev.connectorproxy.spi.payment.PaymentError#UPSTREAM_ERROR] if the list returns a page again, or loses its rows
    ///     while it is read
    public Batch<T> oldestFirst(CursorPosition from, int wanted) {
        return new CursorReading<>(source, log, budget, from).oldestFirst(wanted);
    }
}
