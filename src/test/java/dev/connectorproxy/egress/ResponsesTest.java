package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.request;
import static dev.connectorproxy.egress.LoopbackSender.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class ResponsesTest {
    @AutoClose private final LoopbackSender sender = new LoopbackSender();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    content length       | HTTP/1.1 200 OK~Content-Length: 5~~hello | 200 | hello
                    no reason            | HTTP/1.1 200~Content-Length: 5~~hello | 200 | hello
                    HTTP/1.0             | HTTP/1.0 200 OK~~hello | 200 | hello
                    end of connection    | HTTP/1.1 200 OK~Connection: close~~hello | 200 | hello
                    chunked              | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~he~3;x=y~llo~0~~ | 200 | hello
                    trailers             | HTTP/1.1 200 OK~Transfer-Encoding: Chunked~~005~hello~0~A: b~C: d~~ | 200 | hello
                    length and chunked   | HTTP/1.1 200 OK~Content-Length: 99~Transfer-Encoding: chunked~~5~hello~0~~ | 200 | hello
                    chunked and length 0 | HTTP/1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 0~~5~hello~0~~ | 200 | hello
                    status beyond 599    | HTTP/1.1 999 Request denied~Content-Length: 5~~hello | 999 | hello
                    early hints          | HTTP/1.1 103 Early Hints~Link: </a>~~HTTP/1.1 200 OK~Content-Length: 5~~hello | 200 | hello
                    continue, processing | HTTP/1.1 100 Continue~~HTTP/1.1 102 P~~HTTP/1.1 201 C~Content-Length: 2~~hi | 201 | hi
                    no content           | HTTP/1.1 204 No Content~~ | 204 | ""
                    not modified         | HTTP/1.1 304 Not Modified~Content-Length: 99~~ | 304 | ""
                    empty                | HTTP/1.1 200 OK~Content-Length: 0~~ | 200 | ""
                    twice the same length| HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 5~~hello | 200 | hello
                    blank lines before   | ~~HTTP/1.1 200 OK~Content-Length: 5~~hello | 200 | hello
                    odd content type     | HTTP/1.1 200 OK~Content-Type: ;;=garbage/[]~Content-Length: 5~~hello | 200 | hello
                    empty gzip           | HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Length: 0~~ | 200 | ""
                    unknown coding       | HTTP/1.1 200 OK~Content-Encoding: br~Content-Length: 5~~hello | 200 | hello
                    error status         | HTTP/1.1 503 Away~Content-Length: 4~~away | 503 | away
                    duplicate JSON keys  | HTTP/1.1 200 OK~Content-Length: 13~~{"a":1,"a":2} | 200 | {"a":1,"a":2}
                    """)
    void readsEveryValidResponse(String name, String response, int status, String body) {
        try (var server = ScriptedServer.respondingOnce(response.strip().replace("~", "\r\n"))) {

            var seen = sender.send(get(server.url("/")));

            assertThat(name, seen.status(), is(status));
            assertThat(name, text(seen), is(body.replace("\"\"\"", "")));
        }
    }

    @Test
    void reusesNoConnectionAfterALengthBesideChunks() {
        var both =
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
        try (var server = ScriptedServer.responding(both)) {
            sender.send(get(server.url("/")));

            assertThat(text(sender.send(get(server.url("/")))), is("hello"));
            assertThat(server.connections(), is(2));
        }
    }

    @Test
    void readsNoBodyAfterHead() {
        try (var server =
                ScriptedServer.responding("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")) {

            var seen = sender.send(request("HEAD", server.url("/"), Optional.empty()));

            assertThat(seen.body().length, is(0));
            assertThat(seen.header("content-length").orElseThrow(), is("5"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"gzip", "x-gzip", "deflate", "bare", "gzip twice", "two members"})
    void decodesAndKeepsTheFieldsOfTheEncodedResponse(String coding) throws IOException {
        var body = "{\"a\":\"" + "x".repeat(50_000) + "\"}";
        var encoded = encoded(coding, body.getBytes(StandardCharsets.UTF_8));
        var label =
                switch (coding) {
                    case "bare" -> "deflate";
                    case "gzip twice" -> "gzip, GZIP";
                    case "two members" -> "gzip";
                    default -> coding;
                };
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + label + "\r\n");
                    peer.send("Content-Length: " + encoded.length + "\r\n\r\n");
                    // in two packets, so that the second member arrives late
                    peer.send(Arrays.copyOf(encoded, encoded.length / 2));
                    peer.send(Arrays.copyOfRange(encoded, encoded.length / 2, encoded.length));
                })) {

            var seen = sender.send(get(server.url("/")));

            assertThat(text(seen), is(coding.equals("two members") ? body + body : body));
            assertThat(seen.header("content-encoding").orElseThrow(), is(label));
            assertThat(
                    seen.header("content-length").orElseThrow(),
                    is(Integer.toString(encoded.length)));
        }
    }

    @ParameterizedTest(name = "{0} with {1} bytes after it")
    @CsvSource({"gzip, 0", "gzip, 60000", "deflate, 0", "deflate, 60000", "bare, 60000"})
    void readsAnEncodedBodyToItsEndSoThatTheConnectionIsReused(String coding, int more)
            throws IOException {
        var encoded = encoded(coding, "decoded".getBytes(StandardCharsets.UTF_8));
        var body = Arrays.copyOf(encoded, encoded.length + more);
        var label = coding.equals("bare") ? "deflate" : coding;
        try (var server =
                new ScriptedServer(peer -> {
                    peer.read();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + label + "\r\n");
                    peer.send("Transfer-Encoding: chunked\r\n\r\n");
                    peer.send(Integer.toHexString(body.length) + "\r\n");
                    peer.send(body);
                    peer.send("\r\n0\r\n\r\n");
                    peer.read();
                    peer.send(ScriptedServer.ok("next"));
                })) {

            var first = sender.send(get(server.url("/")));
            var second = sender.send(get(server.url("/")));

            assertThat(text(first), is("decoded"));
            assertThat(text(second), is("next"));
            assertThat(server.connections(), is(1));
        }
    }

    @Test
    void keepsFieldsInOrderWithCaseRepetitionAndLatin1() {
        try (var server =
                ScriptedServer.respondingOnce(
                        "HTTP/1.1 200 OK\r\nX-Dup: one\r\nx-dup:two\r\nX-Latin: caf\u00e9 \r\nX-Fold: a\r\n  b\r\n"
                                + "X-Empty:\r\nContent-Length: 0\r\n\r\n")) {

            var seen = sender.send(get(server.url("/")));

            assertThat(
                    seen.headers(),
                    contains(
                            new Header("X-Dup", "one"),
                            new Header("x-dup", "two"),
                            new Header("X-Latin", "caf\u00e9"),
                            new Header("X-Fold", "a b"),
                            new Header("X-Empty", ""),
                            new Header("Content-Length", "0")));
        }
    }

    @Test
    void returnsInvalidCharactersUnchanged() {
        try (var server =
                ScriptedServer.respondingOnce(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 3\r\n\r\no\u00ff\u00fe")) {

            var seen = sender.send(get(server.url("/")));

            assertThat(seen.body(), is(new byte[] {'o', (byte) 0xff, (byte) 0xfe}));
        }
    }

    @Test
    void takesAHundredFields() {
        var fields = "X-Some-Field: of-some-length\r\n".repeat(100);
        try (var server =
                ScriptedServer.respondingOnce(
                        "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 0\r\n\r\n")) {

            var seen = sender.send(get(server.url("/")));

            assertThat(seen.headers().size(), is(101));
        }
    }

    @Test
    void readsALargeBodyWhole() {
        var body = "0123456789".repeat(100_000);
        try (var server = ScriptedServer.responding(ScriptedServer.ok(body))) {

            var seen = sender.send(get(server.url("/")));

            assertThat(text(seen), is(body));
        }
    }

    static byte[] encoded(String coding, byte[] body) throws IOException {
        return switch (coding) {
            case "gzip twice" -> encoded("gzip", encoded("gzip", body));
            case "two members" -> {
                var both = new ByteArrayOutputStream();
                both.write(encoded("gzip", body));
                both.write(encoded("gzip", body));
                yield both.toByteArray();
            }
            default -> {
                var bytes = new ByteArrayOutputStream();
                try (var out = encoder(coding, bytes)) {
                    out.write(body);
                }
                yield bytes.toByteArray();
            }
        };
    }

    private static OutputStream encoder(String coding, OutputStream out) throws IOException {
        return switch (coding) {
            case "deflate" -> new DeflaterOutputStream(out);
            case "bare" -> new DeflaterOutputStream(out, new Deflater(9, true));
            default -> new GZIPOutputStream(out);
        };
    }
}
