package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.signin.AuthorizationServer;
import dev.connectorproxy.signin.Browser;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sign-in in the whole program, with its keys, its egress policy and its log.
@ServerMetricsLock
class SigninRoutesTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";
    private static final String BACK =
            "http://localhost:8000/v1.0/authentication_callback/xero/OAuth?token=e30.e30.s";
    private static AuthorizationServer provider;
    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        provider = new AuthorizationServer();
        proxy = new RunningProxy(yaml());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        provider.close();
    }

    private static String yaml() {
        return """
        server: {cors-origins: [http://localhost:7001]}
        security:
          keys:
            - {name: all, value: golden-key}
            - {name: xero, value: only-xero, commands: [xero/*]}
        signin:
          redirect-origins: [http://localhost:8000]
          providers:
            - {id: xero/OAuth, issuer: "%s", client-id: "%s", client-secret: "%s"}
            - {id: aws/Login, issuer: "%s", client-id: x}
        """
                .formatted(
                        provider.url(),
                        AuthorizationServer.CLIENT,
                        AuthorizationServer.SECRET,
                        provider.url());
    }

    private static URI begin(int port) {
        return URI.create("http://127.0.0.1:" + port + "/v1/auth/xero/OAuth?redirect_url=" + BACK);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "golden-key | [{\"id\":\"aws/Login\",\"parameters\":[]},{\"id\":\"xero/OAuth\",\"parameters\":[]}]",
                "only-xero  | [{\"id\":\"xero/OAuth\",\"parameters\":[]}]",
            })
    void listsTheSignInsOfAKey(String key, String list) {
        var response = proxy.request("GET", "/v1/auths", "", KEY, key);

        assertThat(response.status(), is(200));
        assertThat(response.body(), is(list));
        assertThat(response.headers(), hasEntry("Content-Type", "application/json"));
    }

    @Test
    void listsThemForNobodyElse() {
        assertThat(proxy.request("GET", "/v1/auths", "").status(), is(401));
    }

    @Test
    void passesTheApiKeyFilterWithoutAKey() {
        try (var browser = new Browser()) {
            var begun = browser.open(begin(proxy.port()));
            var end = browser.open(browser.open(begun.location()).location());

            assertThat(end.body(), end.status(), is(302));
            assertThat(end.header("location"), startsWith(BACK + "&response=%7B%22access_token"));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /v1/auth/x/Y/callback",
        "GET, /v1/auth/x/Y",
        "GET, /v1/auth/xero/oauth",
    })
    void reportsAnUnknownAuthInTheWordsOfAsyncHttp(String method, String path) {
        var response = proxy.request(method, path, "");

        assertThat(response.status(), is(404));
        assertThat(response.body(), is("Auth not found"));
        assertThat(response.headers(), hasEntry("Content-Type", "text/html; charset=utf-8"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POST, /v1/auth/xero/OAuth, 405, MethodNotAllowed",
        "DELETE, /v1/auth/x/Y/callback, 405, MethodNotAllowed",
        "GET, /v1/auth/xero/OAuth/, 404, NotFound",
        "GET, /v1/auth/xero, 404, NotFound",
        "GET, /v1/auth/xero/OAuth/callback/more, 404, NotFound",
    })
    void respondsToOtherMethodsAndPathsLikeOtherRoutes(
            String method, String path, int status, String code) {
        var response = proxy.request(method, path, "");

        assertThat(response.status(), is(status));
        assertThat(response.errorCode(), is(code));
    }

    @Test
    void respondsToHeadAndOptionsLikeOtherRoutes() {
        var head = proxy.request("HEAD", "/v1/auth/x/Y", "");
        var options = proxy.request("OPTIONS", "/v1/auth/xero/OAuth", "");

        assertThat(head.status(), is(404));
        assertThat(head.headers(), hasEntry("Content-Length", "14"));
        assertThat(options.headers(), hasEntry("Allow", "GET, HEAD, OPTIONS"));
    }

    @Test
    void letsNoOtherOriginReadAPage() {
        var response =
                proxy.request("GET", "/v1/auth/xero/OAuth", "", "Origin", "http://evil.example");

        assertThat(response.status(), is(400));
        assertThat(response.headers(), not(hasKey("Access-Control-Allow-Origin")));
    }

    @Test
    void writesNeitherTokensNorSecretsIntoTheLog() throws IOException {
        try (var other = new AuthorizationServer();
                var logged = new RunningProxy(yaml().replace(provider.url(), other.url()));
                var browser = new Browser()) {
            var begun = browser.open(begin(logged.port()));
            browser.open(browser.open(begun.location()).location());
            var begunAgain = browser.open(begin(logged.port()));
            var agreed = browser.open(begunAgain.location()).location();
            other.stop();
            assertThat(browser.open(agreed).status(), is(502));
            browser.open(
                    URI.create(
                            "http://127.0.0.1:"
                                    + logged.port()
                                    + "/v1/auth/aws/Login/callback?state=x&code=secret-code"));

            var log = logged.logAfterClose();

            assertThat(log, containsString("signin.state-key is not set"));
            assertThat(log, containsString("sign-in at xero/OAuth failed"));
            for (var secret :
                    new String[] {"e30", "at &", "s3cret", "secret-code", "response=", "code+/="}) {
                assertThat(log, not(containsString(secret)));
            }
        }
    }
}
