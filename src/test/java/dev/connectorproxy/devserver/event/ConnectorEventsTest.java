package dev.connectorproxy.devserver.event;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.event.ConnectorEvents.Event;
import dev.connectorproxy.devserver.event.ConnectorEvents.Read;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// The events of connectors, read after an id.
class ConnectorEventsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ConnectorEvents log = new ConnectorEvents(3);

    private void add(String connector, String type) {
        log.add(connector, type, JsonValue.EMPTY_JSON_OBJECT);
    }

    private Read after(long id) throws InterruptedException {
        return log.after("c", id, Duration.ZERO);
    }

    private static List<String> types(Read read) {
        return read.events().stream().map(Event::type).toList();
    }

    @Test
    void theEventsOfOneConnectorAreReadInTheirOrder() throws Exception {
        add("c", "one");
        add("other", "no");
        add("c", "two");

        assertThat(types(after(0)), contains("one", "two"));
        assertThat(types(after(1)), contains("two"));
        assertThat(after(1).last(), is(3L));
        assertThat(types(after(3)), is(empty()));
    }

    @Test
    void aReaderThatIsTooLateLearnsThatEventsWereDropped() throws Exception {
        for (var type : List.of("one", "two", "three", "four")) {
            add("c", type);
        }

        assertThat(types(after(0)), contains("two", "three", "four"));
        assertThat(after(0).complete(), is(false));
        assertThat(after(1).complete(), is(true));
    }

    @Test
    void aReadWaitsForTheNextEvent() throws Exception {
        var read = CompletableFuture.supplyAsync(this::waitForOne);

        add("other", "no");
        add("c", "one");

        assertThat(types(read.get()), contains("one"));
    }

    private Read waitForOne() {
        try {
            return log.after("c", 0, LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDeletedConnectorHasNoEventsButThatItWasDeleted() throws Exception {
        add("c", "one");

        log.forget("c");

        assertThat(types(after(0)), contains("deleted"));
    }

    @Test
    void closingEndsAllReads() throws Exception {
        var read = CompletableFuture.supplyAsync(this::waitForOne);

        log.close();

        assertThat(read.get().closed(), is(true));
    }
}
