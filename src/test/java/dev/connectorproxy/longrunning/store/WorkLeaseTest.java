package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import dev.connectorproxy.longrunning.LeaseCheckedEgress;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.IdempotentCalls;
import dev.connectorproxy.spi.Retries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lease of a process that was paused, with a real store.
class WorkLeaseTest {
    @TempDir private Path folder;
    private final SettableClock time = new SettableClock();
    private final Clock clock = new SchedulerClock(time);
    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(folder, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aLeaseIsConfirmedAgainAfterAFewSeconds() throws Exception {
        var id = store.createFinished();
        var lease = new WorkLease(store.database, "lr_deliveries", store.claimCallback(id), clock);
        assertThat(store.database.inTransaction(lease::confirm), is(true));

        store.claimCallback(id); // another process claims it
        time.tick(Duration.ofSeconds(3));
        boolean soon = lease.isHeld();
        time.tick(Duration.ofSeconds(3));

        assertThat(soon, is(true));
        assertThat(lease.isHeld(), is(false));
    }

    @Test
    void aCommandWhoseLeaseIsLostSendsNothing() throws Exception {
        var id = store.createFinished();
        var sent = new ArrayList<String>();
        var fence =
                new LeaseCheckedEgress((request, _) -> {
                    sent.add(request.url());
                    return null;
                });
        var lease = new WorkLease(store.database, "lr_deliveries", store.claimCallback(id), clock);
        assertThat(store.database.inTransaction(lease::confirm), is(true));

        fence.begin(id, lease);
        fence.send(request("http://first/"), call(Optional.of(id)));
        fence.begin(id, lease);
        store.claimCallback(id); // another process claims it
        time.tick(Duration.ofSeconds(10));
        var refused =
                assertThrows(
                        ConnectorException.class,
                        () -> fence.send(request("http://late/"), call(Optional.of(id))));
        fence.send(request("http://other/"), call(Optional.empty()));

        assertThat(refused.code(), is("OutcomeUnknown"));
        assertThat(sent, is(List.of("http://first/", "http://other/")));
    }

    private static HttpRequest request(String url) {
        return new HttpRequest(
                "POST",
                url,
                List.of(),
                Optional.empty(),
                HttpRequest.Redirects.RETURN,
                Retries.NONE);
    }

    private static Call call(Optional<String> id) {
        return IdempotentCalls.call(0, id);
    }
}
