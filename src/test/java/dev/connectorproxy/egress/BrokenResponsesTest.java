package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.egress.EgressSettings.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class BrokenResponsesTest {
    private static final String CANARY = "s3cret";

    @AutoClose private final LoopbackSender sender = new LoopbackSender();

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    nothing at all               | "" | ConnectionError
                    garbage                      | s3cret garbage | ConnectionError
                    garbage, then a response     | s3cret~HTTP/1.1 200 OK~Content-Length: 0~~ | ConnectionError
                    HTTP/0.9                     | <html>s3cret</html> | ConnectionError
                    HTTP/2 in words              | HTTP/2 200~Content-Length: 0~~ | ConnectionError
                    half a status line           | HTTP/1.1 200 O | ConnectionError
                    half a head                  | HTTP/1.1 200 OK~Content-Le | ConnectionError
                    head without its empty line  | HTTP/1.1 200 OK~Content-Length: 0~ | ConnectionError
                    status of two digits         | HTTP/1.1 20 OK~Content-Length: 0~~ | ConnectionError
                    status of four digits        | HTTP/1.1 2000 OK~Content-Length: 0~~ | ConnectionError
                    status below 100             | HTTP/1.1 099 OK~Content-Length: 0~~ | ConnectionError
                    field without a colon        | HTTP/1.1 200 OK~s3cret~Content-Length: 0~~ | ConnectionError
                    space before the colon       | HTTP/1.1 200 OK~Content-Length : 0~~ | ConnectionError
                    NUL in a field               | HTTP/1.1 200 OK~X: a\0b~Content-Length: 0~~ | ConnectionError
                    bare CR in a field           | HTTP/1.1 200 OK~X: a\\rb~Content-Length: 0~~ | ConnectionError
                    length and unknown coding    | HTTP/1.1 200 OK~Content-Length: 5~Transfer-Encoding: gzip~~hello | ConnectionError
                    length and two codings       | HTTP/1.1 200 OK~Content-Length: 5~Transfer-Encoding: identity, chunked~~0~~ | ConnectionError
                    two lengths and chunked      | HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 6~Transfer-Encoding: chunked~~0~~ | ConnectionError
                    bad length and chunked       | HTTP/1.1 200 OK~Content-Length: x~Transfer-Encoding: chunked~~0~~ | ConnectionError
                    two lengths                  | HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 6~~hello! | ConnectionError
                    lengths in a list            | HTTP/1.1 200 OK~Content-Length: 5, 6~~hello! | ConnectionError
                    signed length                | HTTP/1.1 200 OK~Content-Length: +5~~hello | ConnectionError
                    negative length              | HTTP/1.1 200 OK~Content-Length: -5~~hello | ConnectionError
                    unknown coding               | HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~0~~ | ConnectionError
                    coding twice                 | HTTP/1.1 200 OK~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~ | ConnectionError
                    another protocol             | HTTP/1.1 101 Switching Protocols~Upgrade: x~~ | ConnectionError
                    body too short               | HTTP/1.1 200 OK~Content-Length: 50~~s3cret | ChunkedEncodingError
                    no body                      | HTTP/1.1 200 OK~Content-Length: 50~~ | ChunkedEncodingError
                    chunk too short              | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~f~hello | ChunkedEncodingError
                    no last chunk                | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~ | ChunkedEncodingError
                    last chunk cut off           | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0 | ChunkedEncodingError
                    no end after the last chunk  | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0~ | ChunkedEncodingError
                    chunk size in words          | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~five~hello~0~~ | ChunkedEncodingError
                    signed chunk size            | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~+5~hello~0~~ | ChunkedEncodingError
                    endless chunk size           | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~FFFFFFFFFFFFFFFFFFFFF~hello | ChunkedEncodingError
                    no line end after a chunk    | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello0~~ | ChunkedEncodingError
                    not gzip                     | HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Length: 6~~s3cret | ChunkedEncodingError
                    not deflate                  | HTTP/1.1 200 OK~Content-Encoding: deflate~Content-Length: 6~~s3cret | ChunkedEncodingError
                    length beyond the cap        | HTTP/1.1 200 OK~Content-Length: 1048577~~ | ResponseTooLarge
                    length beyond a long         | HTTP/1.1 200 OK~Content-Length: 99999999999999999999~~ | ConnectionError
                    """)
    void distinguishesEveryBrokenResponseFromACompleteOne(
            String name, String response, String code) {
        var octets =
                response.strip().replace("~", "\r\n").replace("\\0", "\0").replace("\\r", "\r");
        try (var server = ScriptedServer.respondingOnce(octets)) {

            var failure = sender.failure(get(server.url("/path?q=" + CANARY)));

            assertThat(name + ": " + failure, failure.code(), is(code));
            assertThat(failure.getMessage(), containsString("http://127.0.0.1:" + server.port()));
            assertThat(failure.getMessage(), not(containsString(CANARY)));
            assertThat(failure.getMessage(), not(containsString("/path")));
        }
    }

    @Test
    void failsOnAReset() {
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    peer.reset();
                })) {

            assertThat(sender.failure(get(server.url("/"))).code(), is("ConnectionError"));
        }
    }

    @Test
    void returnsAnErrorResponseThatArrivesBeforeTheWholeBodyIsSent() {
        try (var server = refusing("413 Content Too Large");
                var sender = senderOfLargeBodies()) {

            var response = sender.send(LoopbackSender.post(server.url("/"), "x".repeat(32 << 20)));

            assertThat(response.status(), is(413));
            assertThat(text(response), is("no!"));
        }
    }

    @Test
    void failsOnASuccessResponseToABodyThatWasNotSent() {
        try (var server = refusing("200 OK");
                var sender = senderOfLargeBodies()) {

            var failure =
                    sender.failure(LoopbackSender.post(server.url("/"), "x".repeat(32 << 20)));

            assertThat(failure.code(), is("ConnectionError"));
        }
    }

    private static LoopbackSender senderOfLargeBodies() {
        var bounds = new Limits(16, 16, 16, Duration.ofMillis(300), 64 << 20, 1 << 20);
        return new LoopbackSender(LoopbackSender.settings(LoopbackSender.TIMEOUTS, bounds));
    }

    private static ScriptedServer refusing(String status) {
        return new ScriptedServer(peer -> {
            peer.socket().getInputStream().read();
            peer.send("HTTP/1.1 " + status + "\r\nContent-Length: 3\r\n\r\nno!");
        });
    }

    @ParameterizedTest(name = "{0} of {1} octets")
    @CsvSource({"gzip, 100", "gzip, 4000", "deflate, 100", "bare, 100", "bare, 4000"})
    void refusesEncodedBodiesThatAreCutOff(String coding, int length) throws IOException {
        var random = new byte[8_000];
        new Random(1).nextBytes(random);
        var encoded = ResponsesTest.encoded(coding, random);
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    var label = coding.equals("bare") ? "deflate" : coding;
                    peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + label + "\r\n");
                    peer.send("Content-Length: " + length + "\r\n\r\n");
                    peer.send(Arrays.copyOf(encoded, length));
                })) {

            assertThat(sender.failure(get(server.url("/"))).code(), is("ChunkedEncodingError"));
        }
    }

    @Test
    void refusesGzipWithAWrongChecksum() throws IOException {
        var encoded = ResponsesTest.encoded("gzip", "hello".getBytes(StandardCharsets.UTF_8));
        encoded[encoded.length - 6] ^= 1;
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n");
                    peer.send("Content-Length: " + encoded.length + "\r\n\r\n");
                    peer.send(encoded);
                })) {

            assertThat(sender.failure(get(server.url("/"))).code(), is("ChunkedEncodingError"));
        }
    }
}
