package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.rows.RowStore.RowChange;
import java.util.List;

/// A page whose new state was committed, unless somebody set or cleared the state meanwhile.
///
/// @param rows its rows as they were kept; none if the state was not committed
/// @param json the page as JSON, with the secrets of the connector masked; not copied, and nobody may change it
public record CommittedPage(Fetch fetch, FetchedPage page, List<RowChange> rows, byte[] json) {}
