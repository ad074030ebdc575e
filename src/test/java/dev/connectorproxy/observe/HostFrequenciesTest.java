package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostFrequenciesTest {
    private final HostFrequencies frequencies = new HostFrequencies(8);

    @Test
    void countsTheRequestsOfEachHost() {
        frequencies.add("a");
        frequencies.add("b");

        assertThat(frequencies.add("a"), is(2));
        assertThat(frequencies.mostFrequent(), is(Optional.of(Map.entry("a", 2))));
    }

    @Test
    void aFrequentHostIsNotDisplacedByAnyNumberOfRareOnes() {
        int counted = 0;
        for (int i = 0; i < 10_000; i++) {
            frequencies.add("rare-" + i);
            counted = i % 4 == 0 ? frequencies.add("frequent") : counted;
        }

        assertThat(counted, is(2_500));
        assertThat(frequencies.mostFrequent(), is(Optional.of(Map.entry("frequent", 2_500))));
    }

    @Test
    void aHostInThePlaceOfAnotherOneDoesNotGetItsRequests() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(frequencies.add("rare-" + i), is(1));
        }
    }

    @Test
    void forgetsWhatIsNotUsedAnyMore() {
        frequencies.add("a");
        frequencies.add("a");
        frequencies.add("b");

        frequencies.age(1);
        assertThat(frequencies.mostFrequent(), is(Optional.of(Map.entry("a", 1))));
        frequencies.age(62);
        assertThat(frequencies.mostFrequent(), is(Optional.empty()));
    }

    @Test
    void aRemovedHostStartsFromNothing() {
        frequencies.add("a");

        frequencies.remove("a");

        assertThat(frequencies.add("a"), is(1));
    }
}
