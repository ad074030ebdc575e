package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
    private final List<String> lines = new ArrayList<>();
    private final Queue<Runnable> scheduled = new ArrayDeque<>();
    private final RefusalLog log = new RefusalLog(lines::add, scheduled::add);

    @Test
    void reportsTheFirstRequestOfASourceAtOnce() {
        add("203.0.113.7", 1);
        add("203.0.113.8", 1);

        assertThat(
                lines,
                contains(
                        "1 request without a valid API key from 203.0.113.7",
                        "1 request without a valid API key from 203.0.113.8"));
    }

    @Test
    void reportsFurtherRequestsOncePerMinuteWithTheirNumber() {
        add("203.0.113.7", 1_150);
        endMinute();
        lines.clear();

        add("203.0.113.7", 1_150);
        assertThat(lines, empty());
        endMinute();
        assertThat(lines, contains("2299 requests without a valid API key from 203.0.113.7"));
        endMinute();
        assertThat(lines, hasSize(1));
    }

    @Test
    void reportsNoSourceTwiceWithinAMinute() {
        add("203.0.113.7", 2);
        endMinute();

        add("203.0.113.7", 1);

        assertThat(lines, hasSize(1));
    }

    @Test
    void endsItsPeriodsWhenNobodySendsAnything() {
        add("203.0.113.7", 1);

        endMinute();
        endMinute();

        assertThat(scheduled, empty());
        add("203.0.113.7", 1);
        assertThat(lines, hasSize(2));
    }

    @Test
    void sumsUpTheSourcesBeyondTwenty() {
        for (int i = 0; i < 30; i++) {
            add("203.0.113." + i, 1);
        }
        assertThat(lines, hasSize(RefusalLog.MAX_LINES));
        lines.clear();
        for (int i = 0; i < 30; i++) {
            add("198.51.100." + i, 1 + i);
        }

        endMinute();

        assertThat(lines, hasSize(RefusalLog.MAX_LINES + 1));
        assertThat(lines.getFirst(), is("30 requests without a valid API key from 198.51.100.29"));
        assertThat(lines.getLast(), is("65 requests without a valid API key from other addresses"));
    }

    @Test
    void countsTheSourcesThatItHadToForget() {
        add("203.0.113.7", 5);
        lines.clear();
        for (int i = 0; i < GuessDelay.MAX_SOURCES; i++) {
            add("source " + i, 1);
        }

        endMinute();

        // 19 of the others had their lines at once, and 20 have them now
        assertThat(
                lines.getLast(),
                is(
                        "%d requests without a valid API key from other addresses"
                                .formatted(4 + GuessDelay.MAX_SOURCES - 19 - 20)));
    }

    private void add(String source, int times) {
        for (int i = 0; i < times; i++) {
            log.add(new SourceAddress(source));
        }
    }

    private void endMinute() {
        scheduled.remove().run();
    }
}
