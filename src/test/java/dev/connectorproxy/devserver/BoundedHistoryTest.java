package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundedHistoryTest {
    private final BoundedHistory<String, String> history = new BoundedHistory<>(3, 10);

    @Test
    void theOldestAreDroppedBeyondTheNumberOfEntries() {
        for (var key : List.of("a", "b", "c", "d")) {
            history.put(key, key, 1);
        }

        assertThat(history.all(_ -> true), is(List.of("b", "c", "d")));
        assertThat(history.get("a"), is(Optional.empty()));
    }

    @Test
    void theOldestAreDroppedBeyondTheBytes() {
        history.put("a", "a", 4);
        history.put("b", "b", 4);

        history.put("c", "c", 5);

        assertThat(history.all(_ -> true), is(List.of("b", "c")));
    }

    @Test
    void anEntryLargerThanAllIsNotKeptAndDropsNoOther() {
        history.put("a", "a", 4);

        history.put("b", "b", 11);

        assertThat(history.all(_ -> true), is(List.of("a")));
    }

    @Test
    void aReplacedEntryIsTheNewestAndItsBytesAreFree() {
        history.put("a", "one", 9);
        history.put("b", "b", 1);

        var before = history.put("a", "two", 2);

        assertThat(before, is(Optional.of("one")));
        assertThat(history.all(_ -> true), is(List.of("b", "two")));
        history.put("c", "c", 7);
        assertThat(history.all(_ -> true).size(), is(3));
    }

    @Test
    void removedEntriesFreeTheirBytes() {
        history.put("a", "a", 9);

        history.removeIf("a"::equals);
        history.put("b", "b", 10);

        assertThat(history.all(key -> !key.equals("x")), is(List.of("b")));
    }
}
