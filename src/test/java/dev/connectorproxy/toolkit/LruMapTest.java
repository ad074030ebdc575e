package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LruMapTest {

    @Test
    void dropsTheEntryThatWasNotUsedForLongestAndSaysSo() {
        var dropped = new ArrayList<Integer>();
        var kept = new LruMap<String, Integer>(2, dropped::add);
        kept.put("a", 1);
        kept.put("b", 2);
        kept.get("a");

        kept.put("c", 3);

        assertThat(kept, is(Map.of("a", 1, "c", 3)));
        assertThat(dropped, is(List.of(2)));
    }
}
