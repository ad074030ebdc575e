package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.observe.Canaries;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where `${secret:NAME}` is sent by the whole program: canaries in every part of a request, redirects to every kind of
/// origin, and an upstream for each origin that records what it receives.
@ServerMetricsLock
class SecretRedirectsTest {
    private static final String IN_HEADERS =
            """
            "headers": {"X-Plain": "${secret:PLAIN}", "Accept-Language": "de-${secret:PLAIN}", "X-Kept": "1",
                "User-Agent": "${secret:PLAIN}", "Idempotency-Key": "${secret:PLAIN}", "Cookie": "a=${secret:PLAIN}"},
            "bearer_token": "${secret:PLAIN}"
            """;

    @TempDir Path directory;
    private final Canaries canaries = new Canaries();
    private final String plain = canaries.plain("secret");
    private final String special = canaries.withSpecialCharacters("secret");
    private RecordingUpstream first;
    private RecordingUpstream other;
    private RunningProxy proxy;
    private volatile int status;
    private volatile String location = "";

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("PLAIN"), plain);
        Files.writeString(directory.resolve("SPECIAL"), special);
        Files.writeString(directory.resolve("UNICODE"), canaries.nonAscii("secret"));
        Files.writeString(directory.resolve("NAMED"), canaries.plain("named secret"));
        first =
                new RecordingUpstream(exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/here")) {
                        exchange.getResponseHeaders().set("Location", location);
                        exchange.sendResponseHeaders(status, -1);
                    } else {
                        RecordingUpstream.send(exchange, 200, "application/json", "{}");
                    }
                });
        other = RecordingUpstream.json("{}");
        proxy =
                new RunningProxy(
                        """
                        secrets:
                          directory: %s
                          origins: [{secrets: [NAMED], origins: ['%s', '127.0.0.1:5', 'db.example:5432']}]
                        security: {secrets-without-key: ['*']}
                        """
                                .formatted(directory, other.url()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        first.close();
        other.close();
    }

    @ParameterizedTest(name = "{0} with {1} to {2}")
    @CsvSource({
        "Get, 301, %s/there",
        "Get, 302, %s/there?a=b",
        "Get, 303, %s/there",
        "Get, 307, %s/there",
        "Get, 308, //%a/there",
        "Delete, 307, %s",
        "Get, 307, http://localhost:%p/there",
        "Post, 302, %s/there",
        "Put, 303, %s/there",
    })
    void aHeaderWithASecretIsDroppedWhenTheOriginChanges(String method, int code, String to) {
        redirect(code, to);

        var response = run(method, "%s/here?q=${secret:PLAIN}", IN_HEADERS);

        assertThat(response.body(), response.json().isNull("error"), is(true));
        assertThat(first.requests().getFirst().headers().get("X-plain").getFirst(), is(plain));
        var received = received(to.contains("localhost") ? first : other);
        canaries.assertAbsentFrom(received);
        assertThat(received.toLowerCase(java.util.Locale.ROOT), containsString("x-kept"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    307 | "data": {"deep": [{"pin": "a-${secret:PLAIN}"}]}
                    308 | "data": {"pin": "${secret:SPECIAL}"}
                    307 | "data": {"pin": "${secret:UNICODE}"}
                    307 | "data": "pin=${secret:SPECIAL}"
                    308 | "data": {"pin": "${secret:SPECIAL}"}, "body_format": "form"
                    307 | "data": {"a": 1}, "headers": {"Content-Language": "${secret:PLAIN}"}
                    """)
    void aBodyWithASecretIsNotPassedOn(int code, String arguments) {
        redirect(code, "%s/there");

        var response = run("Post", "%s/here", arguments);

        assertThat(response.body(), response.errorCode(), is("EgressBlocked"));
        assertThat(response.commandResponse().getInt("http_status"), is(403));
        assertThat(response.message(), containsString("secrets.origins"));
        canaries.assertAbsentFrom(response.body());
        assertThat(first.requests().size(), is(1));
        assertThat(other.requests().size(), is(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void aBodyThatARedirectDropsIsNoReasonToRefuseIt(int code) {
        redirect(code, "%s/there");

        var response = run("Post", "%s/here", "\"data\": {\"pin\": \"${secret:PLAIN}\"}");

        assertThat(response.body(), response.json().isNull("error"), is(true));
        canaries.assertAbsentFrom(received(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/there?q=%v", "/%v/there", "/there#%v"})
    void aLocationThatRepeatsTheSecretIsNotFollowedToAnotherOrigin(String path) {
        redirect(
                302, "%s" + path.replace("%v", URLEncoder.encode(special, StandardCharsets.UTF_8)));

        var response = run("Get", "%s/here", "\"params\": {\"q\": \"${secret:SPECIAL}\"}");

        assertThat(response.json().isNull("error"), is(path.contains("#")));
        assertThat(other.requests().size(), is(path.contains("#") ? 1 : 0));
        canaries.assertAbsentFrom(received(other));
        canaries.assertAbsentFrom(response.body());
    }

    @Test
    void aLocationWithTheSecretAsHostIsNotFollowed() {
        redirect(302, "http://" + plain + ".localhost:%p/");

        var response = run("Get", "%s/here", "\"headers\": {\"X-A\": \"${secret:PLAIN}\"}");

        assertThat(response.errorCode(), is("EgressBlocked"));
        canaries.assertAbsentFrom(response.body());
    }

    @ParameterizedTest
    @CsvSource({"307, /there", "302, there", "308, %f/there", "307, ?again"})
    void everythingIsKeptWithinTheOrigin(int code, String to) {
        redirect(code, to.replace("%f", first.url()));

        run("Get", "%s/here", IN_HEADERS);

        assertThat(first.requests().size() > 1, is(true));
        var second = first.requests().get(1);
        assertThat(second.headers().get("X-plain").getFirst(), is(plain));
        assertThat(second.headers().get("Authorization").getFirst(), is("Bearer " + plain));
    }

    @Test
    void aDroppedHeaderDoesNotComeBackOnTheRoundTrip() throws IOException {
        try (var back =
                new RecordingUpstream(exchange -> {
                    exchange.getResponseHeaders().set("Location", first.url() + "/there");
                    exchange.sendResponseHeaders(307, -1);
                })) {
            status = 307;
            location = back.url() + "/";

            run("Get", "%s/here", IN_HEADERS);

            canaries.assertAbsentFrom(received(back));
            assertThat(first.requests().size(), is(2));
            canaries.assertAbsentFrom(first.requests().get(1).toString());
        }
    }

    @Test
    void aSecretWithNamedOriginsIsSentToNoOther() {
        var arguments = "\"headers\": {\"X-A\": \"${secret:NAMED}\"}";

        var refused = run("Get", "%s/there", arguments);
        var sent = run("Get", other.url() + "/", arguments);
        redirect(307, "%s/there");
        var inBody = run("Post", "%s/here", "\"data\": \"${secret:NAMED}\"");

        assertThat(refused.errorCode(), is("EgressBlocked"));
        assertThat(inBody.errorCode(), is("EgressBlocked"));
        assertThat(refused.message(), containsString("secrets.origins"));
        assertThat(first.requests().size(), is(0));
        assertThat(sent.body(), sent.json().isNull("error"), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:6", "localhost:5", "127.0.0.1:5"})
    void aConnectionOfAnotherProtocolGoesToNamedHostsOnly(String server) {
        var host = server.split(":")[0];
        var port = server.split(":")[1];
        var mail =
                proxy.run(
                        "smtp/SendEmail",
                        """
                        {"smtp_host": "%s", "smtp_port": %s, "smtp_user": "me", "smtp_password": "${secret:NAMED}",
                         "email_subject": "s", "email_body": "b", "email_to": "a@example.com", "email_from": "b@example.com"}
                        """
                                .formatted(host, port));
        var sql =
                proxy.run(
                        "postgres_v2/DoSQL",
                        """
                        {"database_connection_str": "host=db.example,%s port=5432,%s user=me password=${secret:NAMED} dbname=d",
                         "schema": {"sql": "select 1"}}
                        """
                                .formatted(host, port));

        boolean named = server.equals("127.0.0.1:5");
        var refusal = containsString("secrets.origins names other origins");
        assertThat(mail.message(), mail.message(), named ? not(refusal) : refusal);
        assertThat(sql.message(), sql.message(), named ? not(refusal) : refusal);
    }

    private void redirect(int code, String to) {
        status = code;
        location =
                to.replace("%s", other.url())
                        .replace("%a", other.url().substring("http://".length()))
                        .replace("%p", first.url().substring(first.url().lastIndexOf(':') + 1));
    }

    private RunningProxy.Response run(String method, String url, String arguments) {
        return proxy.run(
                "http/" + method + "RequestV2",
                "{\"url\": \"" + url.replace("%s", first.url()) + "\", " + arguments + "}");
    }

    /// Everything that an upstream received; of the first one, what followed the redirect.
    private String received(RecordingUpstream upstream) {
        var requests = upstream.requests();
        return requests.subList(upstream == first ? 1 : 0, requests.size()).toString();
    }
}
