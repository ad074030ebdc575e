package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.CursorWalk.Batch;
import dev.connectorproxy.toolkit.payment.CursorWalk.Slice;
import dev.connectorproxy.toolkit.payment.CursorWalk.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads the rows of one fetch of a [CursorWalk]. If the budget is used up, or the provider fails with a retryable error
/// after some requests, the rows read so far are returned, and the next fetch continues there. Not thread-safe.
final class CursorReading<T> {
    private static final int MAX_REQUESTS = 1_000;

    private final Source<T> source;
    private final ProviderContext.Log log;
    private final FetchBudget budget;
    private final List<T> rows = new ArrayList<>();
    private final List<T> knownRows = new ArrayList<>();
    private final Map<String, ListProgress> progress = new HashMap<>(); // by direction
    private CursorPosition position;
    private int wanted;
    private int requests;
    private boolean hasMore = true;
    private boolean restarted;
    private boolean stepped;
    private boolean incomplete;
    private boolean stuck; // whether the list does not move on, which does not pass

    CursorReading(
            Source<T> source,
            ProviderContext.Log log,
            FetchBudget budget,
            CursorPosition position) {
        this.source = source;
        this.log = log;
        this.budget = budget;
        this.position = position;
    }

    Batch<T> newestFirst(int maxRows) {
        return read(maxRows, this::backwards);
    }

    Batch<T> oldestFirst(int maxRows) {
        return read(maxRows, this::seekEnd);
    }

    private interface Step {
        /// Reads some rows; false if the rows of all cursors were deleted.
        boolean read();
    }

    private interface Pages<T> {
        /// The page next to a row; empty if that row was deleted.
        Optional<Slice<T>> nextTo(String id, int limit);
    }

    /// A page.
    ///
    /// @param cursor the row that it is next to; an empty string for the beginning of the list
    private record Found<T>(String cursor, List<T> rows, boolean hasMore) {}

    private Batch<T> read(int maxRows, Step backlog) {
        wanted = maxRows;
        while (shouldContinue()) {
            step(position.isCaughtUp() ? this::forwards : backlog);
        }
        return new Batch<>(rows, knownRows, hasMore ? position : position.lookingBack(), hasMore);
    }

    private boolean shouldContinue() {
        return hasMore
                && rows.size() < wanted
                && !incomplete
                && requests < MAX_REQUESTS
                && !budget.isUsedUp(stepped);
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
                    "a page of the list of %s is incomplete: %s"
                            .formatted(source.name(), e.getMessage()));
            incomplete = true;
        }
        stepped = true;
    }

    private boolean backwards() {
        var read = older(source::older, wanted - rows.size());
        read.ifPresent(page -> {
            rows.addAll(page.rows());
            position = position.backlogRead(ids(page.rows()));
            hasMore = page.hasMore();
            if (!hasMore) {
                position = position.backlogDone();
            }
        });
        return read.isPresent();
    }

    private boolean forwards() {
        int left = wanted - rows.size();
        int limit = Math.min(position.knownAhead() + left, source.maxPageSize());
        var read =
                nextTo(position.forwards(), source.newerParameter(), id -> source.newer(id, limit));
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
    private boolean take(String after, List<T> chronological) {
        var read = position.readForwards(after, ids(chronological), wanted - rows.size());
        position = read.next();
        for (var row : chronological) {
            if (read.fresh().contains(source.id(row))) {
                rows.add(row);
            } else if (!read.cut()) {
                knownRows.add(row);
            }
        }
        return read.cut();
    }

    private boolean seekEnd() {
        boolean first = position.backlogCursor().isEmpty();
        var read = older(source::olderIds, source.maxPageSize());
        if (read.isEmpty() || read.get().rows().isEmpty() && !first) {
            return false;
        }
        if (read.get().hasMore()) {
            position = position.scanned(source.id(read.get().rows().getLast()));
            return true;
        }
        // the first page, which is the only one of most lists, has complete rows
        var end = first ? read : older(source::older, source.maxPageSize());
        end.filter(page -> !page.hasMore())
                .ifPresent(page -> {
                    boolean cut = take("", page.rows().reversed());
                    hasMore = !first || cut;
                });
        return end.isPresent();
    }

    private Optional<Found<T>> older(Pages<T> pages, int max) {
        int limit = Math.min(max, source.maxPageSize());
        var cursors = position.backwards();
        if (cursors.isEmpty()) {
            requests++;
            return Optional.of(checked(source.olderParameter(), "", source.newest(limit)));
        }
        return nextTo(cursors, source.olderParameter(), id -> pages.nextTo(id, limit));
    }

    /// The page next to the first of these rows that still exists.
    private Optional<Found<T>> nextTo(
            List<String> cursors, String parameter, Function<String, Optional<Slice<T>>> page) {
        for (var id : cursors) {
            requests++;
            var slice = page.apply(id);
            if (slice.isPresent()) {
                return Optional.of(checked(parameter, id, slice.get()));
            }
        }
        return Optional.empty();
    }

    private Found<T> checked(String parameter, String cursor, Slice<T> page) {
        stuck = true;
        if (page.hasMore() && page.rows().isEmpty()) {
            throw ListProgress.stuck(
                    source.name(),
                    "the page next to '%s' is empty, but has more".formatted(cursor));
        }
        progress.computeIfAbsent(parameter, _ -> new ListProgress(source.name()))
                .check(parameter, cursor, ids(page.rows()));
        stuck = false;
        return new Found<>(cursor, page.rows(), page.hasMore());
    }

    private void restart() {
        if (restarted) {
            throw PaymentException.of(
                    PaymentError.UPSTREAM_ERROR,
                    "the list of %s loses its rows".formatted(source.name()));
        }
        log.warning(
                "all rows from which the list of %s should continue were deleted; it is read from the beginning"
                        .formatted(source.name()));
        restarted = true;
        rows.clear();
        progress.clear();
        position = CursorPosition.START;
    }

    private List<String> ids(List<T> some) {
        return some.stream().map(source::id).toList();
    }
}
