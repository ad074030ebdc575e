package dev.connectorproxy.provider.wise;

/// A page of a list that is requested by limit and offset, where the offset must be a multiple of the limit. It includes
/// the row next to the unread ones that was read last, so that it shows whether that row is still at its position.
record OffsetWindow(int limit, long offset) {

    /// The smallest page with the last row read and at least `wanted` rows after it; if there is none, the page with the
    /// most. For a list with the oldest row first.
    ///
    /// @param read the number of rows read
    static OffsetWindow after(long read, int wanted) {
        var best = at(Math.max(0, read - 1), Math.min(wanted + 1, WiseApi.MAX_ROWS));
        for (int limit = 2; limit <= WiseApi.MAX_ROWS; limit++) {
            var window = at(Math.max(0, read - 1), limit);
            if (window.end() - read >= wanted) {
                return window;
            }
            if (window.end() > best.end()) {
                best = window;
            }
        }
        return best;
    }

    /// The smallest page with the last row read and at least `wanted` rows before it; if there is none, the page with
    /// the most. For a list with the newest row first. Without unread rows, the largest page.
    ///
    /// @param unread the number of rows that were not read, which is the position of the last row read
    static OffsetWindow before(long unread, int wanted) {
        var best = at(unread, WiseApi.MAX_ROWS);
        for (int limit = 2; limit <= WiseApi.MAX_ROWS && unread > 0; limit++) {
            var window = at(unread, limit);
            if (unread - window.offset() >= wanted) {
                return window;
            }
            if (window.offset() < best.offset()) {
                best = window;
            }
        }
        return best;
    }

    private static OffsetWindow at(long position, int limit) {
        return new OffsetWindow(limit, position - position % limit);
    }

    private long end() {
        return offset + limit;
    }
}
