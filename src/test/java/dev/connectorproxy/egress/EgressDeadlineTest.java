package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.call;
import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.post;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.egress.EgressSettings.Limits;
import dev.connectorproxy.egress.EgressSettings.Timeouts;
import dev.connectorproxy.spi.ConnectorException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class EgressDeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @AutoClose private final LoopbackSender sender = new LoopbackSender();

    @ParameterizedTest(name = "after {0}")
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 2",
                "HTTP/1.1 200 OK\r\nX-Slow: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 999\r\n\r\n\u001f\u008b\b"
            })
    void endsAResponseThatDripsOrStops(String start) {
        var over = new CountDownLatch(1);
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    peer.send(start);
                    while (!start.isEmpty() && !start.contains("gzip")) {
                        peer.send("x");
                        over.await(20, TimeUnit.MILLISECONDS);
                    }
                    peer.read();
                })) {
            long before = System.nanoTime();

            var failure = sender.failure(get(server.url("/")), call(SHORT));

            assertThat(failure.getMessage(), failure.code(), is("ReadTimeout"));
            assertThat(
                    failure.getMessage(), startsWith("no complete answer from http://127.0.0.1:"));
            assertThat(
                    Duration.ofNanos(System.nanoTime() - before),
                    is(lessThan(Duration.ofSeconds(30))));
        }
    }

    @Test
    void endsARequestThatNobodyReads() {
        var over = new CountDownLatch(1);
        var bounds = new Limits(64, 64, 0, SHORT, 64 << 20, LoopbackSender.MAX_BYTES);
        try (var server = new ScriptedServer(_ -> over.await());
                var sender =
                        new LoopbackSender(
                                LoopbackSender.settings(LoopbackSender.TIMEOUTS, bounds))) {

            var failure = sender.failure(post(server.url("/"), "x".repeat(32 << 20)), call(SHORT));

            assertThat(failure.code(), is("ReadTimeout"));
            over.countDown();
        }
    }

    @Test
    void doesNotBeginWhenThereIsNoTimeLeft() {
        try (var server = ScriptedServer.responding(ScriptedServer.ok(""))) {

            var failure = sender.failure(get(server.url("/")), call(Duration.ofMillis(-1)));

            assertThat(failure.code(), is("ReadTimeout"));
            assertThat(server.connections(), is(0));
        }
    }

    @Test
    void includesTheWaitForAPermit() {
        var bounds = new Limits(64, 1, 5, Duration.ofSeconds(30), 1, LoopbackSender.MAX_BYTES);
        var reached = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        try (var server =
                        new ScriptedServer(peer -> {
                            peer.read();
                            reached.countDown();
                            over.await();
                        });
                var sender =
                        new LoopbackSender(
                                LoopbackSender.settings(LoopbackSender.TIMEOUTS, bounds))) {
            var first = sender.sendAsync(get(server.url("/")), call(Duration.ofSeconds(20)));
            await(reached);

            var failure = sender.failure(get(server.url("/")), call(SHORT));

            assertThat(failure.code(), is("ReadTimeout"));
            over.countDown();
            assertThat(
                    first.handle((_, e) -> e.getCause() instanceof ConnectorException).join(),
                    is(true));
        }
    }

    @Test
    void endsPromptlyWhenTheThreadIsInterruptedAndKeepsTheInterruption() throws Exception {
        var reached = new CountDownLatch(1);
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    reached.countDown();
                    peer.read();
                })) {
            var code = new CompletableFuture<String>();
            var kept = new AtomicBoolean();
            var thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    sender.egress()
                                            .send(
                                                    get(server.url("/")),
                                                    call(Duration.ofSeconds(30)));
                                } catch (ConnectorException e) {
                                    kept.set(Thread.currentThread().isInterrupted());
                                    code.complete(e.code());
                                }
                            });
            await(reached);

            thread.interrupt();

            assertThat(code.join(), is("ReadTimeout"));
            assertThat(kept.get(), is(true));
        }
    }

    @Test
    void leavesNoInterruptionBehindAfterADeadline() throws Exception {
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    peer.read();
                })) {
            var left = new CompletableFuture<Boolean>();
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            sender.egress().send(get(server.url("/")), call(SHORT));
                        } catch (ConnectorException _) {
                            left.complete(Thread.currentThread().isInterrupted());
                        }
                    });

            assertThat(left.join(), is(false));
        }
    }

    @Test
    void distinguishesAConnectTimeoutFromASlowResponse() throws Exception {
        var timeouts = new Timeouts(SHORT, SHORT, SHORT);
        var crowd = new ArrayList<Socket>();
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sender =
                        new LoopbackSender(
                                LoopbackSender.settings(timeouts, LoopbackSender.LIMITS))) {
            fill(listener, crowd);
            var url = "http://127.0.0.1:" + listener.getLocalPort() + "/";

            assertThat(sender.failure(get(url)).code(), is("ConnectTimeout"));
            assertThat(
                    sender.failure(get(url), call(Duration.ofMillis(100))).code(),
                    is("ReadTimeout"));
        } finally {
            for (var socket : crowd) {
                socket.close();
            }
        }
    }

    /// Fills the listener's queue, so that the kernel lets further connects hang.
    static void fill(ServerSocket listener, ArrayList<Socket> crowd) throws Exception {
        while (true) {
            var socket = new Socket();
            crowd.add(socket);
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", listener.getLocalPort()), 200);
            } catch (SocketTimeoutException _) {
                return;
            }
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
