package dev.connectorproxy.devserver.baseline;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.QueryNumbers;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.spi.payment.PaymentError;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The latest baselines of all connectors together: 200, up to 64 MiB. Thread-safe.
public final class RowBaselines implements ConnectorMemory {
    private static final int MAX_ENTRIES = 200;
    private static final long MAX_BYTES = 64 << 20;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'baseline-'uuuu-MM-dd-HH-mm").withZone(ZoneOffset.UTC);

    private final ConnectorHistory<Long, RowBaseline> baselines;
    private final AtomicLong numbers = new AtomicLong();
    private final InstantSource clock;

    public RowBaselines(InstantSource clock) {
        this(clock, MAX_BYTES);
    }

    RowBaselines(InstantSource clock, long maxBytes) {
        this.clock = clock;
        this.baselines = new ConnectorHistory<>(MAX_ENTRIES, maxBytes);
    }

    /// @param name empty for one made of the time
    /// @param rows see [RowBaseline#rows], with secrets masked
    /// @throws DevServerException 409 when it is larger than all the room
    RowBaseline add(String connectorId, String name, JsonObject rows) {
        var now = clock.instant();
        var baseline =
                new RowBaseline(
                        numbers.incrementAndGet(),
                        name.isEmpty() ? NAME.format(now) : name,
                        now,
                        rows);
        baselines.put(connectorId, baseline.number(), baseline, baseline.size());
        if (baselines.get(connectorId, baseline.number()).isEmpty()) {
            throw DevServerException.conflict(
                    "the baseline is too large",
                    "all baselines together may take 64 MiB",
                    PaymentError.INVALID_REQUEST);
        }
        return baseline;
    }

    /// The baselines of a connector, the oldest first.
    List<RowBaseline> all(String connectorId) {
        return baselines.all(connectorId);
    }

    /// @param number as it stands in a path
    /// @throws DevServerException 404 when there is none
    RowBaseline get(String connectorId, String number) {
        return QueryNumbers.parse(number)
                .flatMap(parsed -> baselines.get(connectorId, parsed))
                .orElseThrow(() -> DevServerException.notFound("baseline not found"));
    }

    void remove(String connectorId, RowBaseline baseline) {
        baselines.remove(connectorId, baseline.number());
    }

    @Override
    public void forget(String connectorId) {
        baselines.forget(connectorId);
    }
}
