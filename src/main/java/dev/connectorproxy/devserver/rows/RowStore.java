package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.rows.KeptRow.Change;
import dev.connectorproxy.devserver.rows.KeptRow.Seen;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rows that were fetched, and the pages that brought them. Of all connectors together, these are the latest 20,000
/// rows up to 16 MiB of the kinds that other fetches may start from (accounts, external accounts, others), so that a long
/// list of payments does not displace them; the latest 100,000 rows up to 64 MiB of all other kinds; and the latest 10,000
/// pages up to 16 MiB. They are kept as the provider returned them, with secrets, which
/// are masked in what leaves this package. Thread-safe.
public final class RowStore implements ConnectorMemory {
    private static final int MAX_PARENTS = 20_000;
    private static final long MAX_PARENT_BYTES = 16 << 20;
    private static final int MAX_ROWS = 100_000;
    private static final long MAX_ROW_BYTES = 64 << 20;
    private static final int MAX_PAGES = 10_000;
    private static final long MAX_PAGE_BYTES = 16 << 20;

    private final ConnectorHistory<RowKey, KeptRow> parents =
            new ConnectorHistory<>(MAX_PARENTS, MAX_PARENT_BYTES);
    private final ConnectorHistory<RowKey, KeptRow> rows;
    private final ConnectorHistory<Long, KeptPage> pages;

    public RowStore() {
        this(new ConnectorHistory<>(MAX_ROWS, MAX_ROW_BYTES));
    }

    RowStore(ConnectorHistory<RowKey, KeptRow> rows) {
        this.rows = rows;
        this.pages = new ConnectorHistory<>(MAX_PAGES, MAX_PAGE_BYTES);
    }

    /// A row of a page.
    ///
    /// @param change what the page did to the kept row with this key
    public record RowChange(KeptRow row, Change change) {
        public RowKey key() {
            return row.key();
        }
    }

    /// Keeps a page and its rows, and applies its deletions.
    ///
    /// @param json the page, with its secrets
    /// @return its rows in their order
    public List<RowChange> record(String connectorId, KeptPage page, JsonText json) {
        pages.put(connectorId, page.call(), page, page.size());
        var seen = new Seen(page.fetchedAt(), page.call());
        var changes = new ArrayList<RowChange>();
        var fetched = elements(json, page.key().kind().field());
        for (int i = 0; i < fetched.size(); i++) {
            var row = row(page, fetched.get(i), i, seen);
            changes.add(new RowChange(row, put(connectorId, row)));
        }
        for (var deleted : elements(json, "paymentsToDelete")) {
            delete(connectorId, page, seen, RowKey.field(text(deleted), "reference"));
        }
        return List.copyOf(changes);
    }

    private static List<byte[]> elements(JsonText page, String array) {
        return page.member(array).map(JsonElements::of).orElse(List.of());
    }

    /// An element of a page, which is known to be JSON.
    private static JsonText text(byte[] json) {
        return JsonText.of(json, KeptRow.MAX_DEPTH).orElseThrow();
    }

    private static KeptRow row(KeptPage page, byte[] json, int index, Seen seen) {
        var text = text(json);
        var createdAt = Times.of(RowKey.field(text, "createdAt")).orElse(Times.ZERO);
        return KeptRow.of(key(page, text, index), page.key(), json, createdAt, seen);
    }

    /// A row without what would identify it gets the number of its call and its index.
    private static RowKey key(KeptPage page, JsonText row, int index) {
        var key = RowKey.of(page.key().kind(), page.key().name(), row);
        return key.text().isEmpty()
                ? new RowKey(key.kind(), "?%d:%d".formatted(page.call(), index))
                : key;
    }

    private Change put(String connectorId, KeptRow row) {
        return history(row.key())
                .merge(
                        connectorId,
                        row.key(),
                        before -> before.map(kept -> kept.seenAgain(row)).orElse(row),
                        KeptRow::size)
                .map(kept -> kept.changeTo(row))
                .orElse(Change.NEW);
    }

    private void delete(String connectorId, KeptPage page, Seen seen, String reference) {
        var key = RowKey.ofPayment(reference);
        var unknown = KeptRow.unknown(key, page.key(), seen);
        rows.merge(
                connectorId, key, before -> before.orElse(unknown).deletedAt(seen), KeptRow::size);
    }

    private ConnectorHistory<RowKey, KeptRow> history(RowKey key) {
        return switch (key.kind()) {
            case ACCOUNTS, EXTERNAL_ACCOUNTS, OTHERS -> parents;
            case BALANCES, PAYMENTS, ORDERS, CONVERSIONS -> rows;
        };
    }

    /// The kept rows of a connector.
    public List<KeptRow> all(String connectorId) {
        return Stream.concat(parents.all(connectorId).stream(), rows.all(connectorId).stream())
                .toList();
    }

    public Optional<KeptRow> row(String connectorId, FetchKind kind, String key) {
        var wanted = new RowKey(kind, key);
        return history(wanted).get(connectorId, wanted);
    }

    /// The page that a call brought, unless it was dropped.
    public Optional<KeptPage> page(String connectorId, long call) {
        return pages.get(connectorId, call);
    }

    /// The kept pages of a connector, the oldest first.
    public List<KeptPage> pages(String connectorId) {
        return pages.all(connectorId);
    }

    /// Replaces the rows of a connector, and forgets its pages.
    void replace(String connectorId, List<KeptRow> kept) {
        forget(connectorId);
        kept.forEach(row -> history(row.key()).put(connectorId, row.key(), row, row.size()));
    }

    @Override
    public void forget(String connectorId) {
        parents.forget(connectorId);
        rows.forget(connectorId);
        pages.forget(connectorId);
    }
}
