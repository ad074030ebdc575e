package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.post;
import static dev.connectorproxy.egress.LoopbackSender.request;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
    private final LoopbackSender sender = new LoopbackSender();
    private final ScriptedServer server = ScriptedServer.responding(ScriptedServer.ok("ok"));

    @AfterEach
    void close() {
        server.close();
        sender.close();
    }

    @Test
    void sendsItsOwnFieldsFirstAndNothingElse() {
        sender.send(get(server.url("/a"), new Header("X-One", "1"), new Header("x-One", "2")));

        var seen = server.requests().getFirst();
        assertThat(seen.line(), is("GET /a HTTP/1.1"));
        assertThat(
                seen.fields(),
                contains(
                        "Host: 127.0.0.1:" + server.port(),
                        "Accept: */*",
                        "Accept-Encoding: gzip, deflate",
                        "User-Agent: connector-proxy",
                        "X-One: 1",
                        "x-One: 2"));
    }

    @Test
    void anEmptyAcceptMeansNone() {
        sender.send(get(server.url("/a"), new Header("Accept", "")));

        assertThat(
                server.requests().getFirst().fields(),
                contains(
                        "Host: 127.0.0.1:" + server.port(),
                        "Accept-Encoding: gzip, deflate",
                        "User-Agent: connector-proxy"));
    }

    @Test
    void usesTheALabelFormOfNamesEverywhere() {
        var authority = "xn--bcher-kva.example:" + server.port();

        sender.send(get("http://" + authority + "/"));

        assertThat(server.requests().getFirst().fields(), hasItem("Host: " + authority));
    }

    @Test
    void prefersTheFieldsOfTheCaller() {
        sender.send(
                get(
                        server.url("/"),
                        new Header("user-agent", "mine/1"),
                        new Header("ACCEPT", "text/html"),
                        new Header("accept-encoding", "identity"),
                        new Header("host", "other.example"),
                        new Header("X-Blank", "")));

        assertThat(
                server.requests().getFirst().fields(),
                contains(
                        "user-agent: mine/1",
                        "ACCEPT: text/html",
                        "accept-encoding: identity",
                        "host: other.example",
                        "X-Blank: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb",
                "/%zz",
                "/a[]^|b?c={d}",
                "//double//slash",
                "/a/../b/./c",
                "/?q=a+b%20c&d=%C3%A9",
                "/?",
                "/a;b=c,d?x=http://y/z"
            })
    void sendsTheTargetUnchanged(String target) {
        sender.send(get(server.url(target)));

        assertThat(server.requests().getFirst().line(), is("GET " + target + " HTTP/1.1"));
    }

    @ParameterizedTest(name = "{0} sends {1}")
    @CsvSource({
        "GET, none",
        "HEAD, none",
        "DELETE, none",
        "OPTIONS, none",
        "POST, 0",
        "PUT, 0",
        "PATCH, 0"
    })
    void framesAMissingBodyByTheMethod(String method, String length) {
        var emptyServer = ScriptedServer.responding("HTTP/1.1 204 No Content\r\n\r\n");
        try (emptyServer) {
            sender.send(request(method, emptyServer.url("/"), Optional.empty()));

            var seen = emptyServer.requests().getFirst();
            assertThat(seen.field("Content-Length").orElse("none"), is(length));
            assertThat(seen.field("Transfer-Encoding"), is(Optional.empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5_000, 300_000})
    void framesABodyByItsLength(int length) {
        var body = "x".repeat(length);

        sender.send(post(server.url("/"), body, new Header("Content-Type", "text/plain")));

        var seen = server.requests().getFirst();
        assertThat(seen.field("Content-Length").orElseThrow(), is(Integer.toString(length)));
        assertThat(seen.body(), is(body));
    }

    @Test
    void sendsEveryCharacterOfLatin1AsOneByte() {
        var latin = IntStream.rangeClosed(0x80, 0xFF).mapToObj(Character::toString);
        var value = latin.collect(Collectors.joining("", "\u00e4", "!"));

        sender.send(get(server.url("/"), new Header("X-Latin", value)));

        assertThat(server.requests().getFirst().field("X-Latin"), is(Optional.of(value)));
    }

    @Test
    void refusesABodyAboveTheLimit() {
        var failure =
                sender.failure(post(server.url("/"), "x".repeat(LoopbackSender.MAX_BYTES + 1)));

        assertThat(failure.code(), is("RequestTooLarge"));
        assertThat(server.requests(), is(empty()));
    }

    @Test
    void honoursConnectionCloseAndDropsKeepAlive() {
        sender.send(get(server.url("/"), new Header("connection", "keep-alive")));
        sender.send(get(server.url("/"), new Header("Connection", "Close")));
        sender.send(get(server.url("/")));

        var seen = server.requests();
        assertThat(seen.get(0).field("Connection"), is(Optional.empty()));
        assertThat(seen.get(1).field("Connection"), is(Optional.of("close")));
        assertThat(server.connections(), is(2));
    }

    @Test
    void forwardsTheRequestIdAndTraceOfTheCallerOnly() {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        var trace = Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var mine = new Header("x-request-id", "mine");

        sender.send(get(server.url("/")), new Call("r1", true, trace, deadline, Call.Trail.NONE));
        sender.send(
                get(server.url("/"), mine), new Call("r1", true, trace, deadline, Call.Trail.NONE));
        sender.send(
                get(server.url("/")),
                new Call("a\r\nb", true, Optional.of("\u00e9"), deadline, Call.Trail.NONE));

        var seen = server.requests();
        assertThat(seen.get(0).field("X-Request-Id"), is(Optional.of("r1")));
        assertThat(seen.get(0).field("traceparent"), is(trace));
        assertThat(seen.get(1).field("X-Request-Id"), is(Optional.of("mine")));
        assertThat(seen.get(2).field("X-Request-Id"), is(Optional.empty()));
        assertThat(seen.get(2).field("traceparent"), is(Optional.empty()));
    }

    @Test
    void recordsTheTargetAndTheTransferredBytesOfBodies() {
        var notes = new ArrayList<String>();
        var trail =
                new Call.Trail() {
                    @Override
                    public void attempt(String target) {
                        notes.add(target);
                    }

                    @Override
                    public void bytes(long sent, long received) {
                        notes.add(sent + " out, " + received + " in");
                    }
                };

        sender.send(
                post(server.url("/path?q"), "hello"),
                LoopbackSender.call(Duration.ofSeconds(60), trail));

        assertThat(notes, is(List.of("http://127.0.0.1:" + server.port(), "5 out, 2 in")));
    }

    @Test
    void refusesTwoHostFields() {
        var twice =
                sender.failure(
                        get(
                                server.url("/"),
                                new Header("Host", "a.example"),
                                new Header("X-Other", "x"),
                                new Header("hOST", "a.example")));

        assertThat(twice.code(), is("InvalidParameters"));
        assertThat(server.requests(), is(empty()));
    }

    @Test
    void refusesAnInvalidMethod() {
        var url = server.url("/");

        for (var method : List.of("", "GE T", "GET\r\nX: y", "CONNECT")) {
            var failure = sender.failure(request(method, url, Optional.empty()));
            assertThat(method, failure.code(), is("InvalidParameters"));
        }
    }
}
