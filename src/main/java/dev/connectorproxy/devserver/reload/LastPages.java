package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.fetch.CommittedPage;
import dev.connectorproxy.devserver.fetch.PageListener;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.StateKey;
import java.util.List;

/// The last page of each kind that each connector fetched: up to 1,000, and 16 MiB. A page without rows does not take the
/// place of one with rows, because fetching it again would show nothing. Thread-safe.
public final class LastPages implements PageListener, ConnectorMemory {
    private static final int MAX_PAGES = 1_000;
    private static final long MAX_BYTES = 16 << 20;

    private final ConnectorHistory<Kind, LastPage> pages =
            new ConnectorHistory<>(MAX_PAGES, MAX_BYTES);

    /// @param name of the kind `others`: which of them
    private record Kind(FetchKind kind, String name) {
        static Kind of(StateKey key) {
            return new Kind(key.kind(), key.name());
        }
    }

    @Override
    public void fetched(CommittedPage page) {
        var fetch = page.fetch();
        var id = fetch.instance().id();
        if (page.page().counts().rows() > 0 || pages.get(id, Kind.of(fetch.key())).isEmpty()) {
            keep(id, LastPage.of(fetch.key(), fetch.request(), page.json()));
        }
    }

    void keep(String connectorId, LastPage page) {
        pages.put(connectorId, Kind.of(page.key()), page, page.size());
    }

    List<LastPage> all(String connectorId) {
        return pages.all(connectorId);
    }

    @Override
    public void forget(String connectorId) {
        pages.forget(connectorId);
    }
}
