package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {
    private final SettableClock time = new SettableClock();
    private final OutageLog outages = new OutageLog(new SchedulerClock(time));

    @BeforeEach
    void setTheClock() {
        time.set(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void showsWhatFailsUntilACallbackIsDelivered() {
        outages.failed("callbacks to http://a:80", "HTTP 502");
        outages.failed("callbacks to http://a:80", "HTTP 503");

        assertThat(
                outages.health(),
                is(
                        Map.of(
                                "callbacks to http://a:80",
                                "since 2026-01-01T00:00:00Z: 2 attempts, the last with: HTTP 503")));
        outages.succeeded("callbacks to http://b:80");
        assertThat(outages.health().size(), is(1));
        outages.succeeded("callbacks to http://a:80");
        assertThat(outages.health(), is(Map.of()));
        assertThat(outages.dueLines(), is(empty()));
    }

    @Test
    void logsTheBeginTheCourseAndTheEnd() {
        outages.failed("callbacks to http://a:80", "HTTP 502");

        assertThat(
                outages.dueLines(),
                contains(
                        "callbacks to http://a:80 fail since 2026-01-01T00:00:00Z: 1 attempts, the last with: HTTP 502"));
        time.tick(Duration.ofSeconds(59));
        assertThat(outages.dueLines(), is(empty()));
        time.tick(Duration.ofSeconds(1));
        assertThat(outages.dueLines(), hasSize(1));
        outages.succeeded("callbacks to http://a:80");
        assertThat(
                outages.dueLines(),
                contains(
                        "callbacks to http://a:80 succeed again, after PT1M and 1 failed attempts"));
        assertThat(outages.dueLines(), is(empty()));
    }

    @Test
    void logsFewLinesInAnHourWithManyFailures() {
        List<String> lines = new ArrayList<>();

        for (int second = 0; second < 3_600; second++) {
            outages.failed("callbacks to http://a:80", "no connection");
            outages.failed("callbacks to http://a:80", "no connection");
            outages.failed("callbacks to http://a:80", "no connection");
            lines.addAll(outages.dueLines());
            time.tick(Duration.ofSeconds(1));
        }

        assertThat(lines, hasSize(lessThan(25)));
        assertThat(
                outages.health().get("callbacks to http://a:80").contains("10800 attempts"),
                is(true));
    }

    @Test
    void forgetsAnOriginThatNothingIsSentToAnyMore() {
        outages.failed("callbacks to http://a:80", "HTTP 502");
        outages.dueLines();
        time.tick(Duration.ofMinutes(11));

        assertThat(outages.dueLines(), is(empty()));
        assertThat(outages.health(), is(Map.of()));
    }
}
