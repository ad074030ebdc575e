package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.post;
import static dev.connectorproxy.egress.LoopbackSender.request;
import static dev.connectorproxy.egress.LoopbackSender.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.egress.EgressSettings.Timeouts;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PooledConnectionsTest {
    private static final String POISON = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";

    @Test
    void reusesAConnection() {
        try (var server = ScriptedServer.responding(ScriptedServer.ok("ok"));
                var sender = new LoopbackSender()) {
            for (int i = 0; i < 5; i++) {
                sender.send(get(server.url("/")));
                sender.send(post(server.url("/"), "x"));
            }

            assertThat(server.connections(), is(1));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    HTTP/1.1 200 OK~Connection: close~Content-Length: 2~~ok
                    HTTP/1.1 200 OK~Connection: x, Close~Content-Length: 2~~ok
                    HTTP/1.0 200 OK~Content-Length: 2~~ok
                    HTTP/1.1 200 OK~Keep-Alive: timeout=1~Content-Length: 2~~ok
                    HTTP/1.1 204 No Content~Content-Length: 2~~ok
                    HTTP/1.1 200 OK~Content-Length: 2~~okHTTP/1.1 200 OK
                    """)
    void doesNotReuseAConnectionThatMustNotBeReused(String response) {
        try (var server = ScriptedServer.responding(response.replace("~", "\r\n"));
                var sender = new LoopbackSender()) {
            sender.send(get(server.url("/")));
            sender.send(get(server.url("/")));

            assertThat(server.connections(), is(2));
        }
    }

    @ParameterizedTest(name = "poison in the same packet: {0}")
    @ValueSource(booleans = {true, false})
    void neverTakesExtraBytesForTheNextResponse(boolean together) throws Exception {
        var poisoned = new CountDownLatch(1);
        try (var server =
                        new ScriptedServer(peer -> {
                            peer.read();
                            var good = ScriptedServer.ok("good " + peer.number());
                            peer.send(together ? good + POISON : good);
                            if (!together && peer.number() == 1) {
                                peer.send(POISON);
                                poisoned.countDown();
                            }
                            peer.read();
                            peer.send(ScriptedServer.ok("again"));
                        });
                var sender = new LoopbackSender()) {
            assertThat(text(sender.send(get(server.url("/")))), is("good 1"));
            if (!together) {
                poisoned.await();
            }

            assertThat(text(sender.send(post(server.url("/"), "x"))), is("good 2"));
        }
    }

    @Test
    void neverTakesTheBodyAfterHeadForTheNextResponse() {
        try (var server = ScriptedServer.responding(POISON, ScriptedServer.ok("good"));
                var sender = new LoopbackSender()) {
            sender.send(request("HEAD", server.url("/"), Optional.empty()));

            var seen = text(sender.send(get(server.url("/"))));

            // the second connection starts with the first response of the script
            assertThat(seen, is("poison"));
            assertThat(server.connections(), is(2));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"GET", "POST"})
    void detectsBeforeSendingThatTheUpstreamHasClosed(String method) throws Exception {
        try (var server =
                        new ScriptedServer(peer -> {
                            peer.read();
                            peer.send(ScriptedServer.ok("ok"));
                        });
                var sender = new LoopbackSender()) {
            sender.send(get(server.url("/")));
            until(() -> server.openConnections() == 0);

            var seen = sender.send(request(method, server.url("/"), Optional.empty()));

            assertThat(text(seen), is("ok"));
        }
    }

    @ParameterizedTest(name = "{0} is sent again: {1}")
    @CsvSource({
        "GET, true",
        "PUT, true",
        "DELETE, true",
        "HEAD, true",
        "POST, false",
        "PATCH, false"
    })
    void repeatsOnlyWhatMayBeRepeatedWhenAPooledConnectionDies(String method, boolean again) {
        try (var server = closingOnTheSecondRequest("");
                var sender = new LoopbackSender()) {
            sender.send(get(server.url("/")));
            var request = request(method, server.url("/"), Optional.empty());

            if (again) {
                assertThat(sender.send(request).status(), is(200));
            } else {
                assertThat(sender.failure(request).code(), is("ConnectionError"));
            }

            var sent =
                    server.requests().stream()
                            .filter(received -> received.line().startsWith(method))
                            .count();
            assertThat(sent, is((again ? 2L : 1L) + (method.equals("GET") ? 1 : 0)));
        }
    }

    @Test
    void doesNotRepeatARequestAfterAPartialResponse() {
        try (var server = closingOnTheSecondRequest("HTTP/1.1 2");
                var sender = new LoopbackSender()) {
            sender.send(get(server.url("/")));

            var failure = sender.failure(get(server.url("/")));

            assertThat(failure.code(), is("ConnectionError"));
            assertThat(server.requests().size(), is(2));
        }
    }

    @Test
    void doesNotRepeatOnANewConnection() {
        try (var server = new ScriptedServer(ScriptedServer.Peer::read);
                var sender = new LoopbackSender()) {

            var failure = sender.failure(get(server.url("/")));

            assertThat(failure.code(), is("ConnectionError"));
            assertThat(server.requests().size(), is(1));
        }
    }

    @Test
    void keepsNoCookies() {
        var cookie = "HTTP/1.1 200 OK\r\nSet-Cookie: sid=1; Path=/\r\nContent-Length: 0\r\n\r\n";
        try (var server = ScriptedServer.responding(cookie);
                var sender = new LoopbackSender()) {
            sender.send(get(server.url("/")));
            sender.send(get(server.url("/")));
            sender.send(get(server.url("/"), new Header("Cookie", "a=1")));

            var seen = server.requests();
            assertThat(seen.get(1).field("Cookie"), is(Optional.empty()));
            assertThat(seen.get(2).field("Cookie"), is(Optional.of("a=1")));
        }
    }

    @Test
    void ignoresAnAuthenticationChallenge() {
        var challenge =
                "HTTP/1.1 401 Who?\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n";
        try (var server = ScriptedServer.responding(challenge);
                var sender = new LoopbackSender()) {

            var seen = sender.send(get(server.url("/"), new Header("Authorization", "Basic YTpi")));

            assertThat(seen.status(), is(401));
            assertThat(server.requests().size(), is(1));
        }
    }

    @Test
    void closesConnectionsAfterTheIdleTimeout() throws Exception {
        var timeouts =
                new Timeouts(
                        Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(400));
        var all = new CountDownLatch(50);
        try (var server =
                        new ScriptedServer(peer -> {
                            while (true) {
                                peer.read();
                                all.countDown();
                                all.await();
                                peer.send(ScriptedServer.ok("ok"));
                            }
                        });
                var sender =
                        new LoopbackSender(
                                LoopbackSender.settings(timeouts, LoopbackSender.LIMITS))) {
            var calls = new CompletableFuture<?>[50];
            for (int i = 0; i < calls.length; i++) {
                calls[i] =
                        sender.sendAsync(
                                get(server.url("/")), LoopbackSender.call(Duration.ofSeconds(60)));
            }
            CompletableFuture.allOf(calls).join();
            assertThat(server.connections(), is(50));

            server.endResponses();

            until(() -> server.openConnections() == 0);
        }
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never came true");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static ScriptedServer closingOnTheSecondRequest(String lastWords) {
        return new ScriptedServer(peer -> {
            peer.read();
            peer.send(ScriptedServer.ok(""));
            peer.read();
            if (peer.number() == 1) {
                peer.send(lastWords);
                return;
            }
            peer.send(ScriptedServer.ok(""));
        });
    }
}
