package dev.connectorproxy.devserver.timeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.connectorproxy.devserver.api.DevLog;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityLogTest {
    @Test
    void aHundredThousandLinesTakeNoMoreRoomThanTheBounds() {
        var log = new ActivityLog(() -> Instant.EPOCH, new Silent(), 500, 100_000);
        var line = "x".repeat(5_000);

        for (int i = 0; i < 100_000; i++) {
            log.logged("c", i, line);
        }

        var all = log.all("c");
        assertThat(all.stream().mapToLong(Activity::size).sum(), is(lessThanOrEqualTo(100_000L)));
        assertThat(all.getLast().call(), is(99_999L));
        log.forget("c");
        assertThat(log.all("c").size(), is(0));
    }

    private static final class Silent implements DevLog {
        @Override
        public void warning(String message) {}

        @Override
        public void error(String message, Throwable failure) {}
    }
}
