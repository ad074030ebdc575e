package dev.connectorproxy.devserver.event;

import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The latest events of all connectors together, up to a number of events and of characters; beyond either, the oldest ones are
/// dropped. Readers ask for what came after an event, so that a slow one delays nobody and holds nothing. Thread-safe.
public final class ConnectorEvents implements ConnectorMemory, AutoCloseable {
    private static final int MAX_EVENTS = 10_000;
    private static final long MAX_LENGTH = 4 << 20;

    private final CopyingMap<Long, Event> events = new CopyingMap<>();
    private final int maxEvents;

    // all guarded by the lock of events
    private long last;
    private long dropped;
    private long length;
    private boolean closed;

    public ConnectorEvents() {
        this(MAX_EVENTS);
    }

    ConnectorEvents(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /// An event of a connector.
    ///
    /// @param id greater than those of earlier events
    /// @param type such as `page`
    /// @param data one JSON object, with secrets
    public record Event(long id, String connectorId, String type, String data) {}

    /// What came after an event.
    ///
    /// @param last the id after which the next read begins
    /// @param complete whether no event was dropped that came after it
    /// @param closed whether no event comes any more, because the server stops
    public record Read(List<Event> events, long last, boolean complete, boolean closed) {}

    /// Adds an event.
    public void add(String connectorId, String type, JsonObject data) {
        var text = data.toString();
        events.change(all -> {
            last++;
            all.putLast(last, new Event(last, connectorId, type, text));
            length += text.length();
            while (all.size() > maxEvents || length > MAX_LENGTH) {
                var oldest = all.pollFirstEntry().getValue();
                dropped = oldest.id();
                length -= oldest.data().length();
            }
        });
    }

    /// The id of the latest event.
    public long last() {
        return events.update(_ -> last);
    }

    /// The events of a connector after an id; waits for the first one if there is none.
    public Read after(String connectorId, long id, Duration timeout) throws InterruptedException {
        return events.await(all -> tryRead(all, connectorId, id), timeout)
                .orElseGet(() -> new Read(List.of(), id, true, false));
    }

    private Optional<Read> tryRead(SequencedMap<Long, Event> all, String connectorId, long id) {
        var found = new LinkedList<Event>();
        for (var event : all.sequencedValues().reversed()) {
            if (event.id() <= id) {
                break;
            }
            if (event.connectorId().equals(connectorId)) {
                found.addFirst(event);
            }
        }
        boolean complete = id >= dropped;
        return found.isEmpty() && complete && !closed
                ? Optional.empty()
                : Optional.of(new Read(List.copyOf(found), last, complete, closed));
    }

    /// Forgets a deleted connector, and lets its readers know.
    @Override
    public void forget(String connectorId) {
        events.change(all ->
                all.values()
                        .removeIf(event -> {
                            boolean forgotten = event.connectorId().equals(connectorId);
                            length -= forgotten ? event.data().length() : 0;
                            return forgotten;
                        }));
        add(connectorId, "deleted", JsonValue.EMPTY_JSON_OBJECT);
    }

    /// Ends all reads.
    @Override
    public void close() {
        events.change(_ -> closed = true);
    }
}
