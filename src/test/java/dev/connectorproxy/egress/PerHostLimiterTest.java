package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.call;
import static dev.connectorproxy.egress.LoopbackSender.get;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.connectorproxy.egress.EgressSettings.Limits;
import dev.connectorproxy.egress.EgressSettings.Timeouts;
import dev.connectorproxy.egress.PerHostLimiter.Permit;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.ConnectorException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PerHostLimiterTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static PerHostLimiter limiter(int permits, int waiting, Duration wait) {
        return new PerHostLimiter(new Limits(1, permits, waiting, wait, 1, 1), Shares.NONE);
    }

    @Test
    void grantsAsManyPermitsAsThereAre() throws Exception {
        var gate = limiter(2, 0, LONG);
        var one = gate.acquire("a", "key", LONG);
        var two = gate.acquire("a", "key", LONG);

        var failure = assertThrows(ConnectorException.class, () -> gate.acquire("a", "key", LONG));
        assertThat(failure.code(), is("ProxyOverloaded"));
        try (var _ = gate.acquire("b", "key", LONG)) {
            assertThat(gate.size(), is(2));
        }

        one.close();
        gate.acquire("a", "key", LONG).close();
        two.close();
        assertThat(gate.size(), is(0));
    }

    @Test
    void letsAFewWaitAndRefusesTheOthersAtOnce() throws Exception {
        var gate = limiter(1, 1, LONG);
        var in = gate.acquire("a", "key", LONG);
        var waiting = new CompletableFuture<Permit>();
        var waiter =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                waiting.complete(gate.acquire("a", "key", LONG));
                            } catch (InterruptedException e) {
                                waiting.completeExceptionally(e);
                            }
                        });
        PooledConnectionsTest.until(() -> waiter.getState() == Thread.State.TIMED_WAITING);

        assertTimeout(
                LONG.dividedBy(2),
                () -> assertThrows(ConnectorException.class, () -> gate.acquire("a", "key", LONG)));

        assertThat(waiting.isDone(), is(false));
        in.close();
        waiting.join().close();
        assertThat(gate.size(), is(0));
    }

    @Test
    void refusesACallerAfterTheMaximumWait() throws Exception {
        var gate = limiter(1, 1, Duration.ofMillis(20));
        try (var _ = gate.acquire("a", "key", LONG)) {

            var failure =
                    assertThrows(ConnectorException.class, () -> gate.acquire("a", "key", LONG));

            assertThat(failure.code(), is("ProxyOverloaded"));
        }
        assertThat(gate.size(), is(0));
    }

    @Test
    void takesNoPermitForAnInterruptedCaller() throws Exception {
        var gate = limiter(1, 1, LONG);
        try (var _ = gate.acquire("a", "key", LONG)) {
            Thread.currentThread().interrupt();

            assertThrows(InterruptedException.class, () -> gate.acquire("a", "key", LONG));
        }
        assertThat(gate.size(), is(0));
    }

    @Test
    void keepsAHealthyHostReachableWhileThreeHundredCallsHangAtADeadHost() throws Exception {
        var timeouts = new Timeouts(LONG, LONG, LONG);
        var bounds =
                new Limits(
                        1_024, 256, 64, LONG, LoopbackSender.MAX_BYTES, LoopbackSender.MAX_BYTES);
        var crowd = new ArrayList<Socket>();
        try (var dead = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var healthy = ScriptedServer.responding(ScriptedServer.ok("ok"));
                var sender = new LoopbackSender(LoopbackSender.settings(timeouts, bounds))) {
            EgressDeadlineTest.fill(dead, crowd);
            var started = new CountDownLatch(300);
            var hanging = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 300; i++) {
                hanging.add(
                        CompletableFuture.supplyAsync(
                                () -> {
                                    started.countDown();
                                    var url = "http://127.0.0.1:" + dead.getLocalPort() + "/";
                                    return sender.egress().send(get(url), call(LONG)).status();
                                },
                                task -> Thread.ofVirtual().start(task)));
            }
            EgressDeadlineTest.await(started);
            long before = System.nanoTime();

            for (int i = 0; i < 50; i++) {
                assertThat(sender.send(get(healthy.url("/"))).status(), is(200));
            }

            assertThat(
                    Duration.ofNanos(System.nanoTime() - before),
                    is(lessThan(Duration.ofSeconds(10))));
            assertThat(hanging.stream().filter(CompletableFuture::isDone).count(), is(0L));
        } finally {
            for (var socket : crowd) {
                socket.close();
            }
        }
    }
}
