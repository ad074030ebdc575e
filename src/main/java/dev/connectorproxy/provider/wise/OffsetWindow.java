package dev.connectorproxy.provider.wise;

import java.math.BigInteger;
import java.util.List;

/// A page of a list that is asked for by limit and offset, where the offset must be a multiple of the limit. It begins at or
/// before the last row that was read, so that it shows whether that one is still in its place.
record OffsetWindow(int limit, long offset) {

    /// The smallest page that brings so many rows after those read, or else the one that brings the most.
    ///
    /// @param read how many rows were read
    static OffsetWindow after(long read, int wanted) {
        var best = at(read, Math.min(wanted + 1, WiseApi.MOST_ROWS));
        for (int limit = 2; limit <= WiseApi.MOST_ROWS; limit++) {
            var window = at(read, limit);
            if (window.news(read) >= wanted) {
                return window;
            }
            if (window.news(read) > best.news(read)) {
                best = window;
            }
        }
        return best;
    }

    /// Whether no unread row can have slipped in before the page.
    boolean reachesBack(List<Row> rows, BigInteger last) {
        return offset == 0 || !rows.isEmpty() && rows.getFirst().id().compareTo(last) <= 0;
    }

    private static OffsetWindow at(long read, int limit) {
        long known = Math.max(0, read - 1);
        return new OffsetWindow(limit, known - known % limit);
    }

    private long news(long read) {
        return offset + limit - read;
    }
}
