package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.following;
import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.post;
import static dev.connectorproxy.egress.LoopbackSender.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.FakeSecretPolicy;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class RedirectsTest {
    @AutoClose private final LoopbackSender sender = new LoopbackSender();

    @Test
    void followsNoRedirectByDefault() {
        try (var server = ScriptedServer.responding(redirect(302, "/b"), ScriptedServer.ok("b"))) {

            assertThat(sender.send(get(server.url("/a"))).status(), is(302));
            assertThat(server.requests().size(), is(1));
        }
    }

    @Test
    void followsOnRequestOnTheSameConnection() {
        try (var server =
                ScriptedServer.responding(redirect(302, "/b?c=%2F"), ScriptedServer.ok("b"))) {

            var seen = sender.send(following(get(server.url("/a"))));

            assertThat(text(seen), is("b"));
            assertThat(server.requests().get(1).line(), is("GET /b?c=%2F HTTP/1.1"));
            assertThat(server.connections(), is(1));
        }
    }

    @Test
    void escapesRawCharactersOfALocation() {
        var location = new String("/caf\u00e9 a".getBytes(UTF_8), ISO_8859_1);
        try (var server =
                ScriptedServer.responding(redirect(302, location), ScriptedServer.ok("b"))) {

            sender.send(following(get(server.url("/a"))));

            assertThat(server.requests().get(1).line(), is("GET /caf%C3%A9%20a HTTP/1.1"));
        }
    }

    @ParameterizedTest(name = "{0}: POST becomes {1}")
    @CsvSource({"301, GET", "302, GET", "303, GET", "307, POST", "308, POST"})
    void dropsTheBodyWithTheMethod(int status, String method) {
        try (var server =
                ScriptedServer.responding(redirect(status, "/b"), ScriptedServer.ok("b"))) {
            var json = new Header("Content-Type", "application/json");

            sender.send(following(post(server.url("/a"), "{}", json, new Header("X-A", "1"))));

            var second = server.requests().get(1);
            boolean kept = method.equals("POST");
            assertThat(second.line(), is(method + " /b HTTP/1.1"));
            assertThat(second.body(), is(kept ? "{}" : ""));
            assertThat(second.field("Content-Type").isPresent(), is(kept));
            assertThat(second.field("Content-Length").isPresent(), is(kept));
            assertThat(second.field("X-A"), is(Optional.of("1")));
        }
    }

    @Test
    void dropsCredentialsWhenTheOriginChanges() {
        try (var other = ScriptedServer.responding(ScriptedServer.ok("there"));
                var server = ScriptedServer.responding(redirect(307, other.url("/")))) {
            var request =
                    get(
                            server.url("/"),
                            new Header("Authorization", "Bearer secret"),
                            new Header("Cookie", "a=b"),
                            new Header("X-Api-Key", "k"),
                            new Header("Host", "mine.example"),
                            new Header("X-Plain", "1"));

            sender.send(following(request));

            var second = other.requests().getFirst();
            for (var name : new String[] {"Authorization", "Cookie", "X-Api-Key"}) {
                assertThat(name, second.field(name), is(Optional.empty()));
            }
            assertThat(second.field("Host"), is(Optional.of("127.0.0.1:" + other.port())));
            assertThat(second.field("X-Plain"), is(Optional.of("1")));
        }
    }

    @Test
    void dropsEveryHeaderWithAForbiddenSecret() {
        try (var other = ScriptedServer.responding(ScriptedServer.ok("there"));
                var server = ScriptedServer.responding(redirect(307, other.url("/")))) {
            var request =
                    get(
                            server.url("/?canary"),
                            new Header("X-Plain", "a canary"),
                            new Header("X-canary", "1"),
                            new Header("X-Other", "1"));

            sender.send(following(request), withSecretOf(server));

            var second = other.requests().getFirst();
            assertThat(second.field("X-Plain"), is(Optional.empty()));
            assertThat(second.field("X-canary"), is(Optional.empty()));
            assertThat(second.field("X-Other"), is(Optional.of("1")));
            assertThat(server.requests().getFirst().field("X-Plain"), is(Optional.of("a canary")));
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "/, the canary, text/plain",
        "/, {}, application/canary",
        "/canary, {}, text/plain",
        "/?a=canary, {}, text/plain",
    })
    void refusesARedirectThatWouldSendAForbiddenSecretOtherwise(
            String location, String body, String type) {
        try (var other = ScriptedServer.responding(ScriptedServer.ok("there"));
                var server = ScriptedServer.responding(redirect(307, other.url(location)))) {
            var request = post(server.url("/"), body, new Header("Content-Type", type));

            var failure = sender.failure(following(request), withSecretOf(server));

            assertThat(failure.code(), is("EgressBlocked"));
            assertThat(failure.getMessage().contains("canary"), is(false));
            assertThat(server.requests().size(), is(1));
            assertThat(other.requests().size(), is(0));
        }
    }

    @Test
    void sendsNothingThatThePolicyForSecretsDoesNotAdmit() {
        try (var server = ScriptedServer.responding(ScriptedServer.ok("a"))) {
            var policy = new FakeSecretPolicy().refusing("http://127.0.0.1:" + server.port());

            var failure =
                    sender.failure(
                            get(server.url("/")),
                            LoopbackSender.call(Duration.ofSeconds(10)).with(policy));
            var content = sender.failure(get(server.url("/canary")), withSecretOf("http://h:1"));

            assertThat(failure.code(), is("EgressBlocked"));
            assertThat(content.code(), is("EgressBlocked"));
            assertThat(server.requests().size(), is(0));
        }
    }

    private static Call withSecretOf(ScriptedServer server) {
        return withSecretOf("http://127.0.0.1:" + server.port());
    }

    private static Call withSecretOf(String origin) {
        return LoopbackSender.call(Duration.ofSeconds(10))
                .with(new FakeSecretPolicy("canary", origin));
    }

    @Test
    void keepsCredentialsWithinTheOrigin() {
        try (var server = ScriptedServer.responding(redirect(302, "/b"), ScriptedServer.ok("b"))) {

            sender.send(following(get(server.url("/a"), new Header("Authorization", "Bearer s"))));

            assertThat(
                    server.requests().get(1).field("Authorization"), is(Optional.of("Bearer s")));
        }
    }

    @Test
    void checksThePolicyAtEveryHop() {
        try (var server = ScriptedServer.responding(redirect(302, "http://[::1]:8080/"))) {

            var failure = sender.failure(following(get(server.url("/"))));

            assertThat(failure.code(), is("EgressBlocked"));
        }
    }

    @Test
    void endsALoop() {
        try (var server = ScriptedServer.responding(redirect(302, "/again"))) {

            var failure = sender.failure(following(get(server.url("/"))));

            assertThat(failure.code(), is("TooManyRedirects"));
            assertThat(server.requests().size(), is(31));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 302 Found~",
                "HTTP/1.1 302 Found~Location:~",
                "HTTP/1.1 300 Choose~Location: /b~",
                "HTTP/1.1 200 OK~Refresh: 0;url=/b~"
            })
    void returnsOtherResponses(String head) {
        var response = head.replace("~", "\r\n") + "Content-Length: 0\r\n\r\n";
        try (var server = ScriptedServer.responding(response)) {

            sender.send(following(get(server.url("/"))));

            assertThat(server.requests().size(), is(1));
        }
    }

    private static String redirect(int status, String location) {
        return "HTTP/1.1 "
                + status
                + " Moved\r\nLocation: "
                + location
                + "\r\nContent-Length: 5\r\n\r\nmoved";
    }
}
