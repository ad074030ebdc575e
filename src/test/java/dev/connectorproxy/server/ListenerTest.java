package dev.connectorproxy.server;

import static dev.connectorproxy.server.TestListener.LONG;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ListenerTest {
    private static final String HELLO = "GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n";

    private static ServerSettings on(String host, int port) {
        return new ServerSettings(
                host,
                port,
                LONG,
                LONG,
                LONG,
                true,
                Duration.ZERO,
                Duration.ofSeconds(5),
                List.of(),
                PathPrefixes.NONE,
                1000);
    }

    @Test
    void reportsThatThePortIsInUse() {
        try (var served = TestListener.withLongTimeouts()) {
            var failure =
                    assertThrows(
                            SettingsException.class,
                            () -> TestListener.start(on("127.0.0.1", served.port())).close());

            assertThat(
                    failure.getMessage(),
                    is("server.port " + served.port() + " on 127.0.0.1 is in use"));
        }
    }

    @Test
    void reportsThatTheAddressIsNotLocal() {
        var failure =
                assertThrows(
                        SettingsException.class,
                        () -> TestListener.start(on("192.0.2.1", 0)).close());

        assertThat(
                failure.getMessage(),
                startsWith("server.port 0 on 192.0.2.1 cannot be listened on: "));
    }

    @Test
    void closesIdleConnectionsAtOnceAndStopsListening() throws Exception {
        var served = TestListener.withLongTimeouts();
        var port = served.port();
        try (var fresh = served.client();
                var used = served.client()) {
            assertThat(used.send(HELLO).readResponse().body(), is("hello"));

            served.close();

            assertThat(fresh.readUntilClosed(), is(""));
            assertThat(used.readUntilClosed(), is(""));
        }
        assertThrows(ConnectException.class, () -> new RawClient(port).close());
    }

    @Test
    void letsWorkInFlightFinish() throws Exception {
        var served = TestListener.withLongTimeouts();
        try (var client = served.client();
                var idle = served.client()) {
            idle.send(HELLO).readResponse(); // so that the server has accepted it
            client.send("GET /v1/wait HTTP/1.1\r\nHost: x\r\n\r\n" + HELLO);
            served.entered.await();
            var stop = Thread.startVirtualThread(served::stopListening);
            idle.readUntilClosed(); // closed by the stop, which has therefore started
            awaitGrace(
                    stop); // and has closed idle connections once it waits for requests in flight
            served.proceed.countDown();

            assertThat(client.readResponse().body(), is("waited"));
            assertThat(client.readUntilClosed(), is(""));
            stop.join();
            assertThat(served.handled, contains("GET /v1/hello", "GET /v1/wait"));
        }
    }

    private static void awaitGrace(Thread stop) {
        while (stop.isAlive() && stop.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void leavesHalfOfTheFileDescriptors() {
        var limits =
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max processes             95906                95906                processes \n"
                        + "Max open files            1024                 524288               files     \n";

        assertThat(FileDescriptorLimit.halfOfLimit(limits), is(512));
        assertThat(
                FileDescriptorLimit.halfOfLimit(
                        "Max open files            unlimited            unlimited "),
                is(-1));
    }
}
