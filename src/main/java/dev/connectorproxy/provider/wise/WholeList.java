package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Page;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A list that Wise shows whole, handed out in pages: what comes after the greatest id handed out so far.
///
/// @param mark what the state calls that id
record WholeList(String mark) {

    /// The next page. A row for which there is nothing to hand out counts as handed out.
    <T> Page<T> page(List<Row> rows, FetchRequest request, Function<Row, Optional<T>> reading) {
        var last = Ids.ofState(request, mark);
        var items = new ArrayList<T>();
        for (var row : after(last, rows)) {
            var item = reading.apply(row);
            if (item.isPresent() && items.size() == request.pageSize()) {
                return Page.of(items, Ids.state(mark, last), true);
            }
            item.ifPresent(items::add);
            last = row.id();
        }
        return Page.of(items, Ids.state(mark, last), false);
    }

    private static List<Row> after(BigInteger last, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.id().compareTo(last) > 0)
                .sorted(Comparator.comparing(Row::id))
                .toList();
    }
}
