package dev.connectorproxy.declarative;

import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/// How far the walk through the pages of one call has come. Used by one thread.
final class PageProgress {
    private final Set<String> urls = new HashSet<>();
    private byte[] lastBody = {};
    private int pages;
    private int items;
    private int lastSize;

    /// Counts a page.
    ///
    /// @param size how many items it has
    /// @param body of the response
    void count(int size, byte[] body) {
        pages++;
        items += size;
        lastSize = size;
        lastBody = body;
    }

    /// Whether a page was asked for at that URL before; from now on it was.
    boolean isRepeated(String url) {
        return !urls.add(url);
    }

    /// Whether the target sends the same page again, as one does that ignores the parameter for the page.
    boolean isSame(byte[] body) {
        return pages > 0 && Arrays.equals(body, lastBody);
    }

    /// Whether the last page that was counted is the last one of the list.
    ///
    /// @param size of a full page
    boolean isLast(OptionalInt size) {
        return lastSize == 0 || size.isPresent() && lastSize < size.getAsInt();
    }

    int pages() {
        return pages;
    }

    int items() {
        return items;
    }
}
