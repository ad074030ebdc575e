package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.provider.stripe.StripeList.Cursors;
import dev.connectorproxy.provider.stripe.StripeList.Rows;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.FetchBudget;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private ListCursor cursor;
    private boolean hasMore = true;
    private boolean restarted;
    private boolean stepped;
    private boolean incomplete;

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
    record Batch(List<JsonValue> rows, ListCursor next, boolean hasMore) {
        Batch {
            rows = List.copyOf(rows);
        }
    }

    /// The backlog with its newest row first, then new rows with the oldest first. Rows may be deleted.
    static Batch newestFirst(StripeList list, ProviderContext.Log log, ReadPlan plan, Call call) {
        var walk = new CursorReader(list, log, plan, call);
        while (walk.shouldContinue()) {
            walk.step(walk.cursor.isCaughtUp() ? walk::forwards : walk::backwards);
        }
        return new Batch(walk.rows, walk.cursor, walk.hasMore);
    }

    /// All rows with the oldest first. The backlog is scanned for its end before the first row is returned. Single rows
    /// are never deleted.
    static Batch oldestFirst(StripeList list, ProviderContext.Log log, ReadPlan plan, Call call) {
        var walk = new CursorReader(list, log, plan, call);
        while (walk.shouldContinue()) {
            walk.step(walk.cursor.isCaughtUp() ? walk::forwards : walk::seekEnd);
        }
        return new Batch(walk.rows, walk.cursor.withoutFallbacks(), walk.hasMore);
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
            if (!stepped || !e.error().retryable() || Thread.currentThread().isInterrupted()) {
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
        var read =
                read(list.expanded(), StripeList.BEFORE, cursor.forwards(), wanted - rows.size());
        read.ifPresent(page -> {
            var chronological = page.rows().reversed();
            rows.addAll(chronological);
            cursor = cursor.forwardRead(ids(chronological));
            hasMore = page.hasMore();
        });
        return read.isPresent();
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
        end.filter(it -> !it.hasMore()).ifPresent(page -> take(page.rows().reversed(), first));
        return end.isPresent();
    }

    private void take(List<JsonValue> oldest, boolean whole) {
        var taken = oldest.subList(0, Math.min(wanted, oldest.size()));
        rows.addAll(taken);
        cursor = cursor.forwardRead(ids(taken));
        hasMore = !whole || oldest.size() > taken.size();
    }

    private Optional<Rows> older(ProviderRequest request) {
        return read(request, StripeList.AFTER, cursor.backwards(), StripeList.MAX_ROWS);
    }

    private Optional<Rows> read(
            ProviderRequest request, String direction, List<String> cursors, int limit) {
        return list.read(request, direction, new Cursors(cursors, limit), call);
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
        cursor = ListCursor.START;
    }

    private List<String> ids(List<JsonValue> some) {
        return some.stream().map(list::id).toList();
    }
}
