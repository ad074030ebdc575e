package dev.connectorproxy.longrunning;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The clock of a test's scheduler, as everything else reads it.
final class SetClock extends Clock {
    private final SettableClock time;

    SetClock(SettableClock time) {
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
