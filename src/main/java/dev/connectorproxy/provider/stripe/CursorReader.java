package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.provider.stripe.StripeList.Cursors;
import dev.connectorproxy.provider.stripe.StripeList.Rows;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.FetchBudget;
import dev.connectorproxy.toolkit.payment.ListProgress;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the next rows of a list, for one fetch. If the time budget is used up, or Stripe fails with a retryable error
/// after some rows, the rows read so far are returned, and the next fetch continues there.
final class CursorReader {
    private static final Duration MAX_READING = Duration.ofMinutes(4);

    private final StripeList list;
    private final ProviderContext.Log log;
    private final int wanted;
    private final Call call;
    private final FetchBudget budget;
    private final List<JsonValue> rows = new ArrayList<>();
    private final List<JsonValue> knownRows = new ArrayList<>();
    private final Map<String, ListProgress> progress = new HashMap<>(); // by direction
    private ListCursor cursor;
    private boolean hasMore = true;
    private boolean restarted;
    private boolean stepped;
    private boolean incomplete;
    private boolean stuck; // whether the list does not move on, which does not pass

    private CursorReader(StripeList list, ProviderContext.Log log, ReadPlan plan, Call call) {
        this.list = list;
        this.log = log;
        this.wanted = plan.wanted();
        this.cursor = plan.cursor();
        this.call = call;
        this.budget = FetchBudget.of(call, MAX_READING);
    }

    /// Where to start, and how many rows to read.
    record ReadPlan(ListCursor cursor, int wanted) {}

    /// The rows of one fetch.
    ///
    /// @param rows at most as many as wanted
    /// @param knownRows rows that were read before, and now again
    record Batch(
            List<JsonValue> rows, List<JsonValue> knownRows, ListCursor next, boolean hasMore) {
        Batch {
            rows = List.copyOf(rows);
            knownRows = List.copyOf(knownRows);
        }
    }

    /// The backlog with its newest row first, then new rows with the oldest first. Rows may be deleted.
    static Batch newestFirst(StripeList list, ProviderContext.Log log, ReadPlan plan, Call call) {
        var walk = new CursorReader(list, log, plan, call);
        while (walk.shouldContinue()) {
            walk.step(walk.cursor.isCaughtUp() ? walk::forwards : walk::backwards);
        }
        return walk.batch();
    }

    /// All rows with the oldest first. The backlog is scanned for its end before the first row is returned. Single rows
    /// are never deleted.
    static Batch oldestFirst(StripeList list, ProviderContext.Log log, ReadPlan plan, Call call) {
        var walk = new CursorReader(list, log, plan, call);
        while (walk.shouldContinue()) {
            walk.step(walk.cursor.isCaughtUp() ? walk::forwards : walk::seekEnd);
        }
        return walk.batch();
    }

    private Batch batch() {
        return new Batch(rows, knownRows, hasMore ? cursor : cursor.lookingBack(), hasMore);
    }

    private interface Step {
        /// Reads some rows; false if the rows of all cursors were deleted.
        boolean read();
    }

    private boolean shouldContinue() {
        return hasMore && rows.size() < wanted && !incomplete && !budget.isUsedUp(stepped);
    }

    private void step(Step step) {
        try {
            if (!step.read()) {
                restart();
            }
        } catch (PaymentException e) {
            if (!stepped
                    || stuck && rows.isEmpty()
                    || !e.error().retryable()
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            log.warning(
                    "a page of Stripe's list of "
                            + list.label()
                            + "s is incomplete: "
                            + e.getMessage());
            incomplete = true;
        }
        stepped = true;
    }

    private boolean backwards() {
        var read = read(list.plain(), StripeList.AFTER, cursor.backwards(), wanted - rows.size());
        read.ifPresent(page -> {
            rows.addAll(page.rows());
            cursor = cursor.backlogRead(ids(page.rows()));
            hasMore = page.hasMore();
            if (!hasMore) {
                cursor = cursor.backlogDone();
            }
        });
        return read.isPresent();
    }

    private boolean forwards() {
        int left = wanted - rows.size();
        int limit = cursor.knownAhead() + left;
        var read = read(list.expanded(), StripeList.BEFORE, cursor.forwards(), limit);
        read.ifPresent(page -> {
            boolean cut = take(page.cursor(), page.rows().reversed());
            hasMore = page.hasMore() || cut;
        });
        return read.isPresent();
    }

    /// Adds the rows that are not known yet, as far as there is room for them.
    ///
    /// @param after the row that they follow; an empty string for none
    /// @param chronological the oldest first
    /// @return whether there was no room for all
    private boolean take(String after, List<JsonValue> chronological) {
        var read = cursor.readForwards(after, ids(chronological), wanted - rows.size());
        cursor = read.next();
        for (var row : chronological) {
            if (read.fresh().contains(list.id(row))) {
                rows.add(row);
            } else if (!read.cut()) {
                knownRows.add(row);
            }
        }
        return read.cut();
    }

    private boolean seekEnd() {
        boolean first = cursor.backlogCursor().isEmpty();
        // most lists have one page only, so the first page is read expanded at once
        var read = older(first ? list.expanded() : list.plain());
        if (read.isEmpty() || read.get().rows().isEmpty() && !first) {
            return false;
        }
        if (read.get().hasMore()) {
            cursor = cursor.scanned(list.id(read.get().rows().getLast()));
            return true;
        }
        var end = first ? read : older(list.expanded());
        end.filter(it -> !it.hasMore())
                .ifPresent(page -> {
                    boolean cut = take("", page.rows().reversed());
                    hasMore = !first || cut;
                });
        return end.isPresent();
    }

    private Optional<Rows> older(ProviderRequest request) {
        return read(request, StripeList.AFTER, cursor.backwards(), StripeList.MAX_ROWS);
    }

    private Optional<Rows> read(
            ProviderRequest request, String direction, List<String> cursors, int limit) {
        var read = list.read(request, direction, new Cursors(cursors, limit), call);
        stuck = true;
        read.ifPresent(page ->
                progress.computeIfAbsent(direction, _ -> new ListProgress(list.label() + "s"))
                        .check(direction, page.cursor(), ids(page.rows())));
        stuck = false;
        return read;
    }

    private void restart() {
        if (restarted) {
            throw PaymentException.of(
                    PaymentError.UPSTREAM_ERROR,
                    "the list of " + list.label() + "s loses its rows");
        }
        log.warning(
                "all rows from which Stripe's list of "
                        + list.label()
                        + "s should continue were deleted; it is read from the beginning");
        restarted = true;
        rows.clear();
        progress.clear();
        cursor = ListCursor.START;
    }

    private List<String> ids(List<JsonValue> some) {
        return some.stream().map(list::id).toList();
    }
}
