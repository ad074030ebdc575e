package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.observe.LogSettings.Level;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatLimiterTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TRACE = "java.lang.NullPointerException\n\tat a.B.c(B.java:1)";

    private final RepeatLimiter limiter = new RepeatLimiter();

    @Test
    void admitsFiveLinesOfAKindInASecondAndCountsTheOthers() {
        var admitted = admitted(1_000, error(0, "a request failed", TRACE + "\n\tat d"));

        assertThat(admitted, is(5L));
        assertThat(limiter.isCounting(), is(true));
        assertThat(limiter.ended(BEGIN.plusMillis(999)), is(empty()));
        assertThat(
                limiter.ended(BEGIN.plusMillis(1_000)).stream().map(LogMessage::text).toList(),
                contains("995 more lines like this one within a second: a request failed"));
        assertThat(limiter.ended(BEGIN.plusMillis(5_000)), is(empty()));
        assertThat(limiter.isCounting(), is(false));
        assertThat(admitted(9, error(1_001, "a request failed", TRACE)), is(5L));
    }

    @Test
    void tellsFailuresAtOtherPlacesOtherTextsAndOtherLoggersApart() {
        assertThat(admitted(9, error(0, "x", TRACE)), is(5L));
        assertThat(admitted(9, error(0, "y", TRACE)), is(0L));
        assertThat(admitted(9, error(0, "x", TRACE.replace(":1", ":2"))), is(5L));
        assertThat(admitted(9, error(0, "x", "")), is(5L));
        assertThat(admitted(9, error(0, "y", "")), is(5L));
        assertThat(admitted(9, new LogMessage(BEGIN, Level.WARNING, "b", "y", "")), is(5L));
    }

    @Test
    void admitsEveryLineOfOtherLevels() {
        assertThat(admitted(99, new LogMessage(BEGIN, Level.INFO, "a", "x", "")), is(99L));
    }

    @Test
    void keepsABoundedNumberOfKinds() {
        IntStream.range(0, 2 * RepeatLimiter.MAX_KINDS)
                .forEach(i -> assertThat(limiter.admits(error(0, "x" + i, "")), is(true)));

        assertThat(admitted(9, error(0, "x0", "")), is(4L));
        assertThat(admitted(9, error(0, "x300", "")), is(9L));
        assertThat(limiter.ended(BEGIN.plusSeconds(1)).size(), is(1));
    }

    private long admitted(int lines, LogMessage line) {
        return IntStream.range(0, lines).filter(_ -> limiter.admits(line)).count();
    }

    private static LogMessage error(long millis, String text, String trace) {
        return new LogMessage(BEGIN.plusMillis(millis), Level.ERROR, "a", text, trace);
    }
}
