package dev.connectorproxy.longrunning.store;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Adapts the clock of db-scheduler's test support to [Clock].
public final class SchedulerClock extends Clock {
    private final SettableClock time;

    public SchedulerClock(SettableClock time) {
        this.time = time;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return time.now();
    }
}
