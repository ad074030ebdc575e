package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpExchange;
import dev.connectorproxy.observe.Canaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections with access tokens of OAuth 2, from the token endpoint to the request of a command.
@ServerMetricsLock
class OAuthConnectionTest {
    private final Canaries canaries = new Canaries();
    private final String clientSecret = canaries.plain("client secret");
    private final AtomicInteger issued = new AtomicInteger();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private volatile String accepted = "token-1";
    private RecordingUpstream login;
    private RecordingUpstream api;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        login = new RecordingUpstream(this::issue);
        api = new RecordingUpstream(this::respond);
        proxy =
                new RunningProxy(
                        """
                        security: {connections-without-key: ["*"]}
                        connections:
                          - {name: api, type: oauth2-client-credentials, token-url: "%s/token", client-id: me, client-secret: %s, scope: read, commands: ["http/*V2"], origins: ["%s"]}
                          - {name: other, type: oauth2-authorization-code, token-url: "%1$s/token", client-id: me, commands: ["http/*V2"], origins: ["%3$s"]}
                        """
                                .formatted(login.url(), clientSecret, api.url()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        login.close();
        api.close();
    }

    @Test
    void aTokenIsFetchedOnceForSeveralCalls() {
        var first = run("api", api.url());
        run("api", api.url());

        assertThat(login.requests(), hasSize(1));
        assertThat(api.requests(), hasSize(2));
        assertThat(
                api.requests().get(1).headers().get("Authorization"),
                is(List.of("Bearer " + tokens.get("token-1"))));
        canaries.assertAbsentFrom(first.body());
        canaries.assertAbsentFrom(api.requests().toString().replace(tokens.get("token-1"), ""));
    }

    @Test
    void aTokenThatTheTargetRefusesIsReplacedOnce() {
        run("api", api.url());
        accepted = "token-2";

        var response = run("api", api.url());

        assertThat(response.commandResponse().getInt("http_status"), is(200));
        assertThat(login.requests(), hasSize(2));
        assertThat(api.requests(), hasSize(3));
        canaries.assertAbsentFrom(response.body() + proxy.logAfterClose());
    }

    @Test
    void aClientSecretInAFileIsReadAgainForTheNextToken(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "old");
        try (var own =
                new RunningProxy(
                        """
                        security: {connections-without-key: ["*"]}
                        connections:
                          - {name: api, type: oauth2-client-credentials, token-url: "%s/token", client-id: me, client-secret-file: %s, commands: ["http/*V2"], origins: ["%s"]}
                        """
                                .formatted(login.url(), file, api.url()))) {
            var call = "{\"url\": \"%s/\", \"connection\": \"api\"}".formatted(api.url());
            own.run("http/GetRequestV2", call);
            Files.writeString(file, "the-newer");
            accepted = "token-2";
            own.run("http/GetRequestV2", call);

            assertThat(
                    login.requests().stream()
                            .map(request -> request.headers().get("Authorization").getFirst())
                            .toList(),
                    is(List.of("Basic " + base64("me:old"), "Basic " + base64("me:the-newer"))));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noTokenIsFetchedForAnotherOrigin() {
        var response = run("api", login.url());

        assertThat(response.errorCode(), is("EgressBlocked"));
        assertThat(login.requests(), hasSize(0));
    }

    @Test
    void aConnectionThatNobodySignedInSaysSo() {
        var response = run("other", api.url());

        assertThat(response.errorCode(), is("ConnectorNotConfigured"));
        assertThat(response.message(), containsString("needs somebody to sign in"));
        assertThat(api.requests(), hasSize(0));
    }

    private RunningProxy.Response run(String connection, String url) {
        return proxy.run(
                "http/GetRequestV2",
                "{\"url\": \"%s/\", \"connection\": \"%s\"}".formatted(url, connection));
    }

    private void issue(HttpExchange exchange) throws IOException {
        var name = "token-" + issued.incrementAndGet();
        tokens.put(name, canaries.plain(name));
        RecordingUpstream.send(
                exchange,
                200,
                "application/json",
                "{\"access_token\": \"%s\", \"expires_in\": 3600}".formatted(tokens.get(name)));
    }

    /// Echoes the request.
    private void respond(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        boolean right =
                ("Bearer " + tokens.get(accepted)).equals(headers.getFirst("Authorization"));
        RecordingUpstream.send(
                exchange, right ? 200 : 401, "text/plain", headers.entrySet().toString());
    }
}
