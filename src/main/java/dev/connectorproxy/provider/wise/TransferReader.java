package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.payment.FetchBudget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Reads the transfers with a greater id than the last one read, in the order of their ids. Wise lists them by offset,
/// sorted by id; both orders are read.
///
/// Every page includes the last transfer read. If it is not at its previous position, transfers were added or deleted
/// before it, and its position is searched, so that none is missed. For one fetch; not thread-safe.
final class TransferReader {
    /// How many of the rows read last are read again at the end of the list, at least.
    static final int LOOK_BACK = 100;

    private final WiseApi api;
    private final BigInteger profile;
    private final Receiver receiver;
    private final Call call;
    private final FetchBudget budget;
    private final BigInteger start;
    private final List<WiseRow> known = new ArrayList<>();
    private Position position;

    TransferReader(WiseApi api, Position position, Receiver receiver, Call call) {
        this.api = api;
        this.profile = position.profile();
        this.position = position;
        this.start = position.last();
        this.receiver = receiver;
        this.call = call;
        this.budget = FetchBudget.of(call);
    }

    /// Takes the rows that are read.
    interface Receiver {
        /// How many more payments fit.
        int room();

        void accept(WiseRow row);
    }

    /// Where reading continues. The offset may be wrong, if the list changed since then.
    ///
    /// @param offset the number of rows read if the oldest one is first, otherwise of those not read yet
    /// @param last the greatest id read
    record Position(BigInteger profile, boolean newestFirst, long offset, BigInteger last) {
        boolean isRead(WiseRow row) {
            return row.id().compareTo(last) <= 0;
        }

        private Position at(long other) {
            return new Position(profile, newestFirst, other, last);
        }

        private Position after(WiseRow row) {
            return new Position(profile, newestFirst, offset, row.id());
        }
    }

    private enum Step {
        CONTINUE,
        STOP,
        END
    }

    Position position() {
        return position;
    }

    /// Rows that were read before this fetch, and now again.
    List<WiseRow> known() {
        return List.copyOf(known);
    }

    /// Reads until there is no room, or the end is reached, or the time budget is used up.
    ///
    /// @return whether there are more rows
    boolean read() {
        var step = readPage();
        while (step == Step.CONTINUE) {
            if (isTimeUp()) {
                return true;
            }
            step = readPage();
        }
        return step == Step.STOP;
    }

    private boolean isTimeUp() {
        return budget.isUsedUp(!position.last().equals(start));
    }

    private Step readPage() {
        int wanted = receiver.room() + 1; // one row more shows whether there are more
        var window =
                position.newestFirst()
                        ? OffsetWindow.before(position.offset(), wanted)
                        : OffsetWindow.after(position.offset(), wanted);
        var rows = api.transfers(profile, window.limit(), window.offset(), call);
        position = new Position(profile, isNewestFirst(rows), position.offset(), position.last());
        return position.newestFirst()
                ? readNewestFirst(rows, window)
                : readOldestFirst(rows, window);
    }

    private Step readOldestFirst(List<WiseRow> rows, OffsetWindow window) {
        if (window.offset() > 0 && (rows.isEmpty() || !position.isRead(rows.getFirst()))) {
            return searchFrom(position.offset());
        }
        long read = window.offset();
        boolean idle = true;
        for (var row : rows) {
            if (position.isRead(row)) {
                known.add(row);
            } else if (!take(row)) {
                position = position.at(read);
                return Step.STOP;
            } else {
                idle = false;
            }
            read++;
        }
        position = position.at(read);
        if (rows.size() < window.limit()) {
            lookBack(window);
            return Step.END;
        }
        return idle ? searchFrom(read) : Step.CONTINUE;
    }

    /// Reads the last rows once more, as far as they were not on the page. A list with the newest row first needs no
    /// such requests.
    private void lookBack(OffsetWindow page) {
        long from = page.offset();
        while (from > 0 && position.offset() - from < LOOK_BACK) {
            var window = OffsetWindow.before(from, LOOK_BACK);
            api.transfers(profile, window.limit(), window.offset(), call).stream()
                    .filter(position::isRead)
                    .forEach(known::add);
            from = window.offset();
        }
    }

    private Step readNewestFirst(List<WiseRow> rows, OffsetWindow window) {
        int unread = 0;
        while (unread < rows.size() && !position.isRead(rows.get(unread))) {
            unread++;
        }
        if (unread == rows.size() && unread == window.limit()) {
            return searchFrom(window.offset() + unread);
        }
        if (unread == 0 && window.offset() > 0) {
            return searchFrom(window.offset());
        }
        known.addAll(rows.subList(unread, rows.size()));
        for (int i = unread - 1; i >= 0; i--) {
            if (!take(rows.get(i))) {
                position = position.at(window.offset() + i + 1);
                return Step.STOP;
            }
        }
        position = position.at(window.offset());
        return window.offset() == 0 ? Step.END : Step.CONTINUE;
    }

    private boolean take(WiseRow row) {
        if (receiver.room() == 0 || isTimeUp()) {
            return false;
        }
        receiver.accept(row);
        position = position.after(row);
        return true;
    }

    private Step searchFrom(long estimate) {
        var search =
                new BoundarySearch(position, offset -> api.transfers(profile, 1, offset, call));
        position = position.at(search.from(estimate));
        return Step.CONTINUE;
    }

    /// Whether the list has the newest row first; a page with fewer than two rows does not show it. Fails if the list is
    /// not sorted by id, because rows would be missed.
    private boolean isNewestFirst(List<WiseRow> rows) {
        if (rows.size() < 2) {
            return position.newestFirst();
        }
        boolean descending = rows.getFirst().id().compareTo(rows.getLast().id()) > 0;
        var ascending = descending ? rows.reversed() : rows;
        for (int i = 1; i < ascending.size(); i++) {
            if (ascending.get(i - 1).id().compareTo(ascending.get(i).id()) > 0) {
                throw PaymentException.of(
                        PaymentError.UPSTREAM_ERROR, "transfers are not sorted by id");
            }
        }
        return descending;
    }
}
