package dev.connectorproxy.provider.wise;

import java.math.BigInteger;
import java.util.List;

/// A page of a list that is requested by limit and offset, where the offset must be a multiple of the limit. It begins
/// at or before the last row read, so that it shows whether that row is still at its position.
record OffsetWindow(int limit, long offset) {

    /// The smallest page with at least `wanted` rows after those read; if there is none, the page with the most.
    ///
    /// @param read the number of rows read
    static OffsetWindow after(long read, int wanted) {
        var best = at(read, Math.min(wanted + 1, WiseApi.MAX_ROWS));
        for (int limit = 2; limit <= WiseApi.MAX_ROWS; limit++) {
            var window = at(read, limit);
            if (window.newRows(read) >= wanted) {
                return window;
            }
            if (window.newRows(read) > best.newRows(read)) {
                best = window;
            }
        }
        return best;
    }

    /// Whether the page begins at or before the last row read, so that no unread row is before the page.
    boolean reachesBack(List<WiseRow> rows, BigInteger last) {
        return offset == 0 || !rows.isEmpty() && rows.getFirst().id().compareTo(last) <= 0;
    }

    private static OffsetWindow at(long read, int limit) {
        long known = Math.max(0, read - 1);
        return new OffsetWindow(limit, known - known % limit);
    }

    private long newRows(long read) {
        return offset + limit - read;
    }
}
