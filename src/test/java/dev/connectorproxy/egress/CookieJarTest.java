package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.following;
import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.egress.target.TargetUrl;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.FakeSecretPolicy;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieJarTest {

    @Test
    void sendsTheCookieOfARedirectToItself() {
        try (var server =
                        new ScriptedServer(peer -> {
                            while (true) {
                                var cookie = peer.read().field("Cookie");
                                peer.send(
                                        cookie.equals(Optional.of("seen=1"))
                                                ? ScriptedServer.ok("in")
                                                : "HTTP/1.1 302 Found\r\nLocation: /\r\nSet-Cookie: seen=1\r\nContent-Length: 0\r\n\r\n");
                            }
                        });
                var sender = new LoopbackSender()) {
            var first = sender.send(following(get(server.url("/"))));
            var second = sender.send(following(get(server.url("/"))));

            assertThat(text(first), is("in"));
            assertThat(text(second), is("in"));
            assertThat(server.requests().size(), is(4)); // nothing is left of the first call
        }
    }

    @Test
    void addsCookiesToThoseOfTheCaller() {
        try (var server =
                        ScriptedServer.responding(
                                "HTTP/1.1 302 Found\r\nLocation: /b\r\nSet-Cookie: b=2\r\nSet-Cookie: c=3\r\nContent-Length: 0\r\n\r\n",
                                ScriptedServer.ok("in"));
                var sender = new LoopbackSender()) {

            sender.send(following(get(server.url("/a"), new Header("cookie", "a=1"))));

            assertThat(server.requests().get(1).field("Cookie"), is(Optional.of("a=1; b=2; c=3")));
        }
    }

    @ParameterizedTest(name = "{0} at {1}, then {2}: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a=b                              | http://x.example.com/p/q  | http://x.example.com/p/r?s   | a=b
                    a=b                              | http://x.example.com/p/q  | http://x.example.com/        |
                    a=b                              | http://x.example.com/     | http://x.example.com:8080/   | a=b
                    a=b                              | http://x.example.com/     | https://x.example.com/       | a=b
                    a=b                              | http://x.example.com/     | http://example.com/          |
                    a=b                              | http://x.example.com/     | http://y.x.example.com/      |
                    a=b; Path=/                      | http://x.example.com/p/q  | http://x.example.com/        | a=b
                    a=b; Path=/r                     | http://x.example.com/p    | http://x.example.com/r/s     | a=b
                    a=b; Path=/r                     | http://x.example.com/p    | http://x.example.com/rs      |
                    a=b; Path=/r?                    | http://x.example.com/p    | http://x.example.com/r       |
                    a=b; Domain=example.com          | http://x.example.com/     | http://y.example.com/        | a=b
                    a=b; Domain=.Example.COM         | http://x.example.com/     | http://example.com/          | a=b
                    a=b; Domain=example.com          | http://x.example.com/     | http://badexample.com/       |
                    a=b; Domain=other.com            | http://x.example.com/     | http://other.com/            |
                    a=b; Domain=other.com            | http://x.example.com/     | http://x.example.com/        |
                    a=b; Domain=com                  | http://x.example.com/     | http://y.com/                |
                    a=b; Domain=co.uk                | http://x.co.uk/           | http://y.co.uk/              |
                    a=b; Domain=y.x.example.com      | http://x.example.com/     | http://y.x.example.com/      |
                    a=b; Domain=1.2.3                | http://9.1.2.3/           | http://8.1.2.3/              |
                    a=b                              | http://1.2.3.4/           | http://1.2.3.4:81/           | a=b
                    a=b                              | http://[::1]/             | http://[::1]/                | a=b
                    a=b                              | http://stack_app.a.com/   | http://stack_app.a.com/      | a=b
                    a=b; Secure                      | https://x.example.com/    | https://x.example.com/       | a=b
                    a=b; Secure                      | https://x.example.com/    | http://x.example.com/        |
                    a=b; Max-Age=0                   | http://x.example.com/     | http://x.example.com/        |
                    a=b; Max-Age=60; HttpOnly        | http://x.example.com/     | http://x.example.com/        | a=b
                    a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT | http://x.example.com/ | http://x.example.com/    |
                    a=b & a=c                        | http://x.example.com/     | http://x.example.com/        | a=c
                    a=b & a=; Max-Age=0              | http://x.example.com/     | http://x.example.com/        |
                    a=b & c=d; Path=/p               | http://x.example.com/     | http://x.example.com/p       | c=d; a=b
                    a="b c"                          | http://x.example.com/     | http://x.example.com/        | a="b c"
                    =b                               | http://x.example.com/     | http://x.example.com/        |
                    """)
    void followsRfc6265(String set, String from, String to, String sent) {
        var jar = new CookieJar();

        jar.store(TargetUrl.parse(from), response(set.split(" & ")));

        assertThat(
                jar.header(TargetUrl.parse(to), Call.SecretPolicy.NONE),
                is(Optional.ofNullable(sent)));
    }

    @Test
    void sendsNoSecretToAnotherOrigin() {
        var jar = new CookieJar();
        var secrets = new FakeSecretPolicy("canary", "http://x.example.com:80");
        jar.store(
                TargetUrl.parse("http://x.example.com/"),
                response("a=canary; Domain=example.com", "b=1; Domain=example.com"));

        var home = jar.header(TargetUrl.parse("http://x.example.com/"), secrets);
        var other = jar.header(TargetUrl.parse("http://y.example.com/"), secrets);

        assertThat(home, is(Optional.of("a=canary; b=1")));
        assertThat(other, is(Optional.of("b=1")));
    }

    private static HttpResponse response(String... cookies) {
        var headers =
                Arrays.stream(cookies).map(cookie -> new Header("set-cookie", cookie)).toList();
        return new HttpResponse(302, List.copyOf(headers), new byte[0]);
    }
}
