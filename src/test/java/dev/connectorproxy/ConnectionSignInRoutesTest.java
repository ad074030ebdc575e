package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpExchange;
import dev.connectorproxy.observe.Canaries;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signing in for a connection, from the operator's link to a call that uses the connection.
@ServerMetricsLock
class ConnectionSignInRoutesTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    private final Canaries canaries = new Canaries();
    private final String refreshToken = canaries.plain("refresh token");
    private final String accessToken = canaries.plain("access token");
    private RecordingUpstream login;
    private RecordingUpstream api;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        login = new RecordingUpstream(this::issue);
        api = RecordingUpstream.json("{}");
        proxy =
                new RunningProxy(
                        """
                        security:
                          keys:
                            - {name: a, value: admin-key, scopes: [admin], connections: ["*"]}
                            - {name: b, value: plain-key}
                        connections:
                          - {name: crm, type: oauth2-authorization-code, authorization-url: "https://login.example/authorize?prompt=consent", token-url: "%s/token", client-id: me, client-secret: s, scope: "read offline", commands: ["http/*V2"], origins: ["%s"]}
                          - {name: lacking, type: oauth2-authorization-code, token-url: "%1$s/token", client-id: me, commands: ["http/*V2"], origins: ["%2$s"]}
                          - {name: fixed, type: bearer, token: t, commands: ["http/*V2"], origins: ["%2$s"]}
                        """
                                .formatted(login.url(), api.url()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        login.close();
        api.close();
    }

    @Test
    void afterASignInTheConnectionCanBeUsed() {
        assertThat(call().errorCode(), is("ConnectorNotConfigured"));
        var started = open(link("crm"), "");
        var asked = started.location();
        var parameters = parameters(asked.getRawQuery());

        var done =
                open(
                        "/v1/auth/connections/crm/callback?code=the-code&state="
                                + parameters.get("state"),
                        started.cookie());

        assertThat(started.status(), is(302));
        assertThat(asked.toString(), startsWith("https://login.example/authorize?prompt=consent&"));
        assertThat(parameters.get("client_id"), is("me"));
        assertThat(parameters.get("scope"), is("read offline"));
        assertThat(parameters.get("code_challenge_method"), is("S256"));
        assertThat(done.status(), is(200));
        assertThat(done.body(), containsString("The connection crm can be used now."));
        canaries.assertAbsentFrom(done.body() + done.headers());
        var exchange = parameters(login.requests().getFirst().body());
        assertThat(exchange.get("grant_type"), is("authorization_code"));
        assertThat(exchange.get("code"), is("the-code"));
        assertThat(exchange.get("redirect_uri"), is(parameters.get("redirect_uri")));
        assertThat(exchange.containsKey("scope"), is(false));
        var response = call();
        assertThat(response.commandResponse().getInt("http_status"), is(200));
        assertThat(
                api.requests().getFirst().headers().get("Authorization"),
                is(List.of("Bearer " + accessToken)));
        assertThat(
                parameters(login.requests().get(1).body()).get("refresh_token"), is(refreshToken));
        canaries.assertAbsentFrom(proxy.logAfterClose());
    }

    @Test
    void aLinkWorksOnce() {
        var link = link("crm");

        assertThat(open(link, "").status(), is(302));
        assertThat(open(link, "").status(), is(400));
        assertThat(open(link.replaceFirst("\\?.*", ""), "").status(), is(400));
        assertThat(open(link.replace("/crm?", "/lacking?"), "").status(), is(400));
    }

    @Test
    void anotherBrowserCannotFinishASignIn() {
        var started = open(link("crm"), "");
        var state = parameters(started.location().getRawQuery()).get("state");

        var other = open("/v1/auth/connections/crm/callback?code=c&state=" + state, "");
        var denied =
                open(
                        "/v1/auth/connections/crm/callback?error=access_denied&state=" + state,
                        started.cookie());
        var again =
                open("/v1/auth/connections/crm/callback?code=c&state=" + state, started.cookie());

        assertThat(other.status(), is(403));
        assertThat(denied.status(), is(403));
        assertThat(again.status(), is(400));
        assertThat(login.requests(), hasSize(0));
    }

    @Test
    void onlyOperatorsGetLinksAndOnlyForConnectionsThatNeedThem() {
        assertThat(signIn("crm", "plain-key").status(), is(403));
        assertThat(signIn("crm", "no-key").status(), is(401));
        assertThat(signIn("fixed", "admin-key").status(), is(404));
        assertThat(signIn("none", "admin-key").status(), is(404));
        assertThat(signIn("lacking", "admin-key").status(), is(409));
    }

    private RunningProxy.Response signIn(String name, String key) {
        return proxy.request("POST", "/admin/connections/" + name + "/sign-in", "", KEY, key);
    }

    private String link(String name) {
        return signIn(name, "admin-key").json().getString("url");
    }

    /// What a browser gets, which does not follow the redirect.
    private Page open(String path, String cookie) {
        var uri = URI.create("http://127.0.0.1:" + proxy.port() + path);
        var request = HttpRequest.newBuilder(uri);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        try (var browser = HttpClient.newHttpClient()) {
            var response = browser.send(request.build(), BodyHandlers.ofString());
            return new Page(response.statusCode(), response.headers(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Page(int status, HttpHeaders headers, String body) {
        URI location() {
            return URI.create(headers.firstValue("Location").orElseThrow());
        }

        String cookie() {
            return headers.firstValue("Set-Cookie").orElseThrow().split(";")[0];
        }
    }

    private RunningProxy.Response call() {
        return proxy.run(
                "http/GetRequestV2",
                "{\"url\": \"%s/\", \"connection\": \"crm\"}".formatted(api.url()),
                KEY,
                "admin-key");
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(field -> field.split("=", 2))
                .collect(
                        Collectors.toMap(
                                field -> field[0],
                                field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private void issue(HttpExchange exchange) throws IOException {
        RecordingUpstream.send(
                exchange,
                200,
                "application/json",
                "{\"access_token\": \"%s\", \"refresh_token\": \"%s\", \"expires_in\": 3600}"
                        .formatted(accessToken, refreshToken));
    }
}
