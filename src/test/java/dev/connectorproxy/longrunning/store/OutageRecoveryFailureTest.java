package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The recovery of an origin while the database fails.
class OutageRecoveryFailureTest {
    @TempDir private Path folder;
    private final SettableClock time = new SettableClock();

    @Test
    void aFailedTransactionKeepsTheRecoveryForTheNextTry() {
        var clock = new SchedulerClock(time);
        try (var store = new StoreFixture(folder, clock)) {
            store.createFinished();
            store.createFinished();
            store.execute(
                    "update lr_deliveries set execution_time = dateadd(hour, 1, execution_time), last_failure = execution_time");
            var recovery = new OutageRecovery(store.database, clock, List.of(StoreFixture.ORIGIN));
            recovery.recordDelivery(StoreFixture.ORIGIN);
            store.execute("alter table lr_deliveries rename to unavailable");

            assertThrows(StoreException.class, recovery::rescheduleWaiting);
            store.execute("alter table unavailable rename to lr_deliveries");

            assertThat(recovery.rescheduleWaiting(), is(true));
            time.tick(Duration.ofSeconds(1));
            assertThat(recovery.rescheduleWaiting(), is(false));
        }
    }
}
