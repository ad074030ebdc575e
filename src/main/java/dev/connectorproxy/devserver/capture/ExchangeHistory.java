package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.QueryNumbers;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The latest exchanges of all connectors together, up to a number of exchanges and of bytes; beyond either, the oldest
/// ones are dropped. Thread-safe.
public final class ExchangeHistory implements ConnectorMemory {
    private final ConnectorHistory<Long, CapturedExchange> exchanges;
    private final AtomicLong numbers = new AtomicLong();

    public ExchangeHistory(int maxEntries, long maxBytes) {
        this.exchanges = new ConnectorHistory<>(maxEntries, maxBytes);
    }

    /// The number of an exchange that begins now.
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void add(String connectorId, CapturedExchange exchange) {
        exchanges.put(connectorId, exchange.number(), exchange, exchange.size());
    }

    /// An exchange of the connector, unless it was dropped.
    public Optional<CapturedExchange> get(String connectorId, long number) {
        return exchanges.get(connectorId, number);
    }

    /// The exchange with a number as it stands in a path.
    ///
    /// @throws DevServerException 404 when there is none, or none any more
    public CapturedExchange get(String connectorId, String number) {
        return QueryNumbers.parse(number)
                .flatMap(parsed -> get(connectorId, parsed))
                .orElseThrow(() ->
                        DevServerException.notFound(
                                "exchange not found", "the oldest ones are dropped"));
    }

    /// The exchanges of a connector, the newest first.
    public List<CapturedExchange> newestFirst(String connectorId) {
        return exchanges.all(connectorId).stream()
                .sorted(Comparator.comparingLong(CapturedExchange::number).reversed())
                .toList();
    }

    @Override
    public void forget(String connectorId) {
        exchanges.forget(connectorId);
    }
}
