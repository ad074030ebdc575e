package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A list that Wise returns without paging, returned here in pages: the rows after the greatest id returned so far.
///
/// @param stateField the name of that id in the state
record UnpagedList(String stateField) {

    /// The next page. A row without an item counts as returned.
    ///
    /// @param reading maps a row, or skips it
    <T> Page<T> page(
            List<WiseRow> rows,
            FetchRequest request,
            SkippedRows skipped,
            Function<WiseRow, Optional<T>> reading) {
        var last = WiseIdFields.ofState(request, stateField);
        var items = new ArrayList<T>();
        for (var row : after(last, rows)) {
            if (skipped.isFull()) {
                return page(items, last, true).withSkipped(skipped.rows());
            }
            var item = reading.apply(row);
            if (item.isPresent() && items.size() == request.pageSize()) {
                return page(items, last, true).withSkipped(skipped.rows());
            }
            item.ifPresent(items::add);
            last = row.id();
        }
        return page(items, last, false).withSkipped(skipped.rows());
    }

    private <T> Page<T> page(List<T> items, BigInteger last, boolean hasMore) {
        return Page.of(items, WiseIdFields.state(stateField, last), hasMore);
    }

    private static List<WiseRow> after(BigInteger last, List<WiseRow> rows) {
        return rows.stream()
                .filter(row -> row.id().compareTo(last) > 0)
                .sorted(Comparator.comparing(WiseRow::id))
                .toList();
    }
}
