package dev.connectorproxy.provider.wise;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is remembered of recipients does not grow with the history.
class LruCacheTest {

    @Test
    void evictsTheLeastRecentlyUsedEntry() {
        var kept = new LruCache<String, Integer>(2);
        kept.put("a", 1);
        kept.put("b", 2);
        kept.get("a");

        kept.put("c", 3);

        assertThat(kept.get("a"), is(Optional.of(1)));
        assertThat(kept.get("b"), is(Optional.empty()));
        assertThat(kept.get("c"), is(Optional.of(3)));
    }
}
