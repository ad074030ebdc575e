package dev.connectorproxy.provider.wise;

import dev.connectorproxy.provider.wise.TransferReader.Position;
import dev.connectorproxy.toolkit.payment.ListProgress;
import java.util.List;

/// Searches the offset where read and unread transfers meet, with pages of one row.
///
/// @param position whose offset is wrong
record BoundarySearch(Position position, RowAt list) {
    private static final int MIN_STEP = 4;

    /// Requests the row at an offset; empty behind the end of the list.
    interface RowAt {
        List<WiseRow> row(long offset);
    }

    /// The first offset behind which, in the direction of the list, are no rows of the kind that is listed first: read
    /// ones if that is the oldest, otherwise unread ones. In steps that double, then by bisection.
    long from(long estimate) {
        long low = 0;
        long high = estimate;
        if (isBehind(estimate)) {
            for (long step = 1; low < high; step *= 2) {
                long probe = Math.max(0, high - step);
                if (!isBehind(probe)) {
                    low = probe + 1;
                    break;
                }
                high = probe;
            }
        } else {
            low = estimate + 1;
            high = end(low);
        }
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isBehind(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long end(long from) {
        var progress = new ListProgress("transfers");
        long probe = from;
        for (long step = 1; ; step *= 2) {
            var row = list.row(probe);
            if (isBehind(row)) {
                return probe;
            }
            if (step >= MIN_STEP) { // a deletion may shift the same row to the next position
                progress.check(
                        "offset", String.valueOf(probe), List.of(row.getFirst().reference()));
            }
            probe += step;
        }
    }

    private boolean isBehind(long offset) {
        return isBehind(list.row(offset));
    }

    private boolean isBehind(List<WiseRow> row) {
        return row.isEmpty() || position.isRead(row.getFirst()) == position.newestFirst();
    }
}
