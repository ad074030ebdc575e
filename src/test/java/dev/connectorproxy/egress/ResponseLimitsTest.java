package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.connectorproxy.egress.ScriptedServer.Script;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Responses that are too large or do not end.
@TestInstance(Lifecycle.PER_CLASS)
class ResponseLimitsTest {
    private static final String CANARY = "s3cret";

    @AutoClose private final LoopbackSender sender = new LoopbackSender();

    @Test
    void stopsAtTheLimitOfADecodedBody() throws IOException {
        var bomb = ResponsesTest.encoded("gzip", new byte[64 << 20]);
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n");
                    peer.send("Content-Length: " + bomb.length + "\r\n\r\n");
                    peer.send(bomb);
                })) {

            assertThat(sender.failure(get(server.url("/"))).code(), is("ResponseTooLarge"));
        }
    }

    @Test
    void stopsAtTheLimitOfANestedEncodedBody() throws IOException {
        // the outer encoding contains empty blocks for the inner decoder, which never returns a
        // byte
        var outer = ResponsesTest.encoded("gzip", emptyBlocks(32 << 20));
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: deflate, gzip\r\n");
                    peer.send("Content-Length: " + outer.length + "\r\n\r\n");
                    peer.send(outer);
                })) {

            assertThat(sender.failure(get(server.url("/"))).code(), is("ResponseTooLarge"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    body      | HTTP/1.1 200 OK~~                              | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                    chunks    | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~   | 20~01234567890123456789012345678901~
                    extension | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1; | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                    extensions| HTTP/1.1 200 OK~Transfer-Encoding: chunked~~   | 1;xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx~a~
                    trailers  | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~ | X-Trailer: xxxxxxxxxxxxxxxxxxxxxxxxxx~
                    fields    | HTTP/1.1 200 OK~                               | X-Field: yyyyyyyyyyyyyyyyyyyyyyyyyyyy~
                    field     | HTTP/1.1 200 OK~X-Field:                       | zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz
                    folds     | HTTP/1.1 200 OK~X-Field: a~                    | \\tyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy~
                    """)
    void stopsAnEndlessResponse(String name, String start, String more) {
        Script endless =
                peer -> {
                    peer.read();
                    peer.send(start.strip().replace("~", "\r\n"));
                    var piece = more.strip().replace("~", "\r\n").replace("\\t", "\t").repeat(500);
                    while (true) {
                        peer.send(piece);
                    }
                };
        try (var server = new ScriptedServer(endless)) {

            var failure = sender.failure(get(server.url("/")));

            assertThat(name, failure.code(), is("ResponseTooLarge"));
        }
    }

    @Test
    void stopsEndlessInterimResponses() {
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    while (true) {
                        peer.send("HTTP/1.1 102 Processing\r\n\r\n");
                    }
                })) {

            assertThat(sender.failure(get(server.url("/"))).code(), is("ConnectionError"));
        }
    }

    @Test
    void refusesTenThousandFields() {
        var fields = "A: b\r\n".repeat(10_000);
        try (var server =
                ScriptedServer.respondingOnce(
                        "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 0\r\n\r\n")) {

            assertThat(sender.failure(get(server.url("/"))).code(), is("ResponseTooLarge"));
        }
    }

    @ParameterizedTest(name = "{0} fields of {1} bytes: {2}")
    @CsvSource({"5, 50000, 200", "6, 50000, ResponseTooLarge", "150, 2000, ResponseTooLarge"})
    void refusesAHeadOfMoreThan256KiBInAFewFields(int fields, int bytes, String outcome) {
        var head = ("A: " + "b".repeat(bytes) + "\r\n").repeat(fields);
        try (var server =
                ScriptedServer.respondingOnce(
                        "HTTP/1.1 200 OK\r\n" + head + "Content-Length: 0\r\n\r\n")) {

            assertThat(outcome(get(server.url("/"))), is(outcome));
        }
    }

    private String outcome(HttpRequest request) {
        try {
            return Integer.toString(sender.send(request).status());
        } catch (ConnectorException e) {
            return e.code();
        }
    }

    @Test
    void doesNotAllocateTheAnnouncedLength() {
        var settings =
                LoopbackSender.settings(
                        LoopbackSender.TIMEOUTS,
                        new EgressSettings.Limits(
                                64, 64, 0, Duration.ofSeconds(1), 1 << 20, 512 << 20));
        try (var server =
                        ScriptedServer.respondingOnce(
                                "HTTP/1.1 200 OK\r\nContent-Length: 536870912\r\n\r\nx");
                var sender = new LoopbackSender(settings)) {
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();

            try {
                sender.egress()
                        .send(get(server.url("/")), LoopbackSender.call(Duration.ofSeconds(60)));
                throw new AssertionError("a short response passed");
            } catch (ConnectorException e) {
                assertThat(e.code(), is("ChunkedEncodingError"));
            }

            assertThat(threads.getCurrentThreadAllocatedBytes() - before, lessThan(32L << 20));
        }
    }

    @Test
    void acceptsABodyOfExactlyTheLimit() {
        var body = "x".repeat(LoopbackSender.MAX_BYTES);
        try (var server = ScriptedServer.responding(ScriptedServer.ok(body))) {

            assertThat(
                    text(sender.send(get(server.url("/")))).length(), is(LoopbackSender.MAX_BYTES));
        }
    }

    private static byte[] emptyBlocks(int length) {
        // zlib header, then stored blocks of length zero
        var bytes = new byte[length];
        bytes[0] = 0x78;
        bytes[1] = 0x01;
        for (int i = 2; i + 5 <= length; i += 5) {
            bytes[i + 3] = (byte) 0xFF;
            bytes[i + 4] = (byte) 0xFF;
        }
        return bytes;
    }
}
