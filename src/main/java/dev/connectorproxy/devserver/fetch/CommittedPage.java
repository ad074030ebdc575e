package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.rows.KeptRow.Change;
import dev.connectorproxy.devserver.rows.RowStore.RowChange;
import java.util.List;

/// A page whose new state was committed, unless somebody set or cleared the state meanwhile.
///
/// @param rows its rows as they were kept; none if the state was not committed
/// @param json the page as JSON, with the secrets of the connector masked; not copied, and nobody may change it
public record CommittedPage(Fetch fetch, FetchedPage page, List<RowChange> rows, byte[] json) {

    /// The number of elements of an array of the page; 0 without it.
    public int size(String field) {
        return page.array(field).size();
    }

    /// The number of rows with which the page did that.
    public long changes(Change change) {
        return rows.stream().filter(row -> row.change() == change).count();
    }
}
