package dev.connectorproxy.devserver.memory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectorHistoryTest {
    private static final String ID = "c1";

    private final ConnectorHistory<String, String> history = new ConnectorHistory<>(3, 10);

    @Test
    void theOldestAreDroppedBeyondTheNumberOfEntries() {
        for (var key : List.of("a", "b", "c", "d")) {
            history.put(ID, key, key, 1);
        }

        assertThat(history.all(ID), is(List.of("b", "c", "d")));
        assertThat(history.get(ID, "a"), is(Optional.empty()));
    }

    @Test
    void theOldestAreDroppedBeyondTheBytes() {
        history.put(ID, "a", "a", 4);
        history.put(ID, "b", "b", 4);

        history.put(ID, "c", "c", 5);

        assertThat(history.all(ID), is(List.of("b", "c")));
    }

    @Test
    void anEntryLargerThanAllIsNotKeptAndDropsNoOther() {
        history.put(ID, "a", "a", 4);

        history.put(ID, "b", "b", 11);

        assertThat(history.all(ID), is(List.of("a")));
    }

    @Test
    void aReplacedEntryIsTheNewestAndItsBytesAreFree() {
        history.put(ID, "a", "one", 9);
        history.put(ID, "b", "b", 1);

        var before = history.put(ID, "a", "two", 2);

        assertThat(before, is(Optional.of("one")));
        assertThat(history.all(ID), is(List.of("b", "two")));
        history.put(ID, "c", "c", 7);
        assertThat(history.all(ID).size(), is(3));
    }

    @Test
    void theEntriesOfAForgottenConnectorAreGoneAndTheirBytesFree() {
        history.put(ID, "a", "a", 9);
        history.put("other", "a", "o", 1);

        history.forget(ID);
        history.put(ID, "b", "b", 9);

        assertThat(history.all(ID), is(List.of("b")));
        assertThat(history.all("other"), is(List.of("o")));
    }
}
