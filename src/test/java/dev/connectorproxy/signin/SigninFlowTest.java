package dev.connectorproxy.signin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.ServerMetricsLock;
import dev.connectorproxy.signin.Browser.Page;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Complete sign-ins with a browser, the proxy's routes and a strict authorization server, over sockets.
@ServerMetricsLock
class SigninFlowTest {
    private static final String BACK =
            SigninHost.ARENA + "/v1.0/authentication_callback/xero/OAuth?token=e30.e30.s-_1";
    private static final String TOKENS =
            "{\"access_token\":\"at &+#%\\\"é\",\"token_type\":\"Bearer\",\"expires_in\":1800.00,\"refresh_token\":\"rt\"}";

    private AuthorizationServer provider;
    private final Browser browser = new Browser();

    @BeforeEach
    void start() throws IOException {
        provider = new AuthorizationServer();
    }

    @AfterEach
    void stop() {
        provider.close();
        browser.close();
    }

    private Page signIn(SigninHost host, String redirectUrl) {
        var begun = browser.open(host.start(redirectUrl));
        assertThat(begun.body(), begun.status(), is(302));
        var agreed = browser.open(begun.location());
        assertThat(agreed.body(), agreed.status(), is(302));
        return browser.open(agreed.location());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"providers.0.client-authentication, ''", "providers.0.client-authentication, post"})
    void passesTheTokensToARedirectUrlThatWasNotEncoded(String key, String value) {
        try (var host = SigninHost.of(provider, Map.of(key, value))) {
            var end = signIn(host, BACK);

            assertThat(end.body(), end.status(), is(302));
            assertThat(end.header("location"), startsWith(BACK + "&response=%7B%22access_token"));
            assertThat(
                    AuthorizationServer.parameters(end.location()),
                    is(Map.of("token", "e30.e30.s-_1", "response", TOKENS)));
            assertThat(end.header("location"), not(containsString("+")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    http://arena.example.com:8000               | http://arena.example.com:8000?response=
                    http://arena.example.com:8000/a/b           | http://arena.example.com:8000/a/b?response=
                    http%3A%2F%2Farena.example.com%3A8000%2Fa%3Ft%3D1%2B2%26u%3D3 | http://arena.example.com:8000/a?t=1+2&u=3&response=
                    http%3A%2F%2Farena.example.com%3A8000%2Fa&other=1 | http://arena.example.com:8000/a?response=
                    http://arena.example.com:8000/a?t=1&u=2     | http://arena.example.com:8000/a?t=1&u=2&response=
                    HTTP://ARENA.example.com:08000/A            | http://arena.example.com:8000/A?response=
                    HTTPS://other.example.com:443/              | https://other.example.com/?response=
                    http://arena.example.com:8000/%C3%A9?a=b+c  | http://arena.example.com:8000/%C3%A9?a=b+c&response=
                    """)
    void acceptsAnyRedirectUrlOfAnAllowedOrigin(String redirectUrl, String begin) {
        try (var host = SigninHost.of(provider, Map.of())) {
            var end = signIn(host, redirectUrl);

            assertThat(end.body(), end.status(), is(302));
            assertThat(end.header("location"), startsWith(begin + "%7B"));
        }
    }

    @Test
    void requestsACodeWithPkceAndRevealsNeitherVerifierNorRedirectUrl() {
        try (var host =
                SigninHost.of(
                        provider, Map.of("providers.0.extra-parameters.prompt", "consent now"))) {
            var begun = browser.open(host.start(BACK));
            var asked = AuthorizationServer.parameters(begun.location());

            assertThat(
                    begun.header("location"), startsWith(provider.url() + "/authorize?tenant=1&"));
            assertThat(asked.get("redirect_uri"), is(host.url() + "/v1/auth/xero/OAuth/callback"));
            assertThat(asked.get("scope"), is("openid offline_access"));
            assertThat(asked.get("prompt"), is("consent now"));
            assertThat(asked.get("state"), matchesPattern("[A-Za-z0-9_-]{75}"));
            assertThat(asked.size(), is(9));
            assertThat(begun.header("location"), not(containsString("e30")));
            assertThat(
                    begun.header("set-cookie"),
                    matchesPattern(
                            "connector-proxy-signin-[A-Za-z0-9_-]{8}=[A-Za-z0-9_-]+; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"));

            browser.open(browser.open(begun.location()).location());
            var verifier =
                    AuthorizationServer.parameters(provider.forms().getFirst())
                            .get("code_verifier");
            assertThat(verifier, matchesPattern("[A-Za-z0-9_-]{43}"));
            assertThat(StateCipher.toCodeChallenge(verifier), is(asked.get("code_challenge")));
            assertThat(begun.headers().toString(), not(containsString(verifier)));
        }
    }

    @Test
    void everyResponseForbidsCachingFramingAndReferrers() {
        try (var host = SigninHost.of(provider, Map.of())) {
            var begun = browser.open(host.start(BACK));
            var end = browser.open(browser.open(begun.location()).location());
            var refused = browser.open(host.start("http://elsewhere.example/"));
            var unknown = browser.open(URI.create(host.url() + "/v1/auth/no/Such/callback"));

            for (var page : new Page[] {begun, end, refused, unknown}) {
                assertThat(page.header("cache-control"), is("no-store"));
                assertThat(page.header("referrer-policy"), is("no-referrer"));
                assertThat(
                        page.header("content-security-policy"),
                        containsString("default-src 'none'"));
                assertThat(
                        page.header("content-security-policy"),
                        containsString("frame-ancestors 'none'"));
            }
            assertThat(refused.header("content-type"), is("text/html; charset=utf-8"));
            assertThat(unknown.status(), is(404));
            assertThat(unknown.body(), is("Auth not found"));
            assertThat(unknown.header("content-type"), is("text/html; charset=utf-8"));
        }
    }

    @Test
    void usesACookieWithHostPrefixOverHttps() {
        try (var host =
                SigninHost.of(
                        provider, Map.of("callback-base-url", "https://Proxy.example.com/in/"))) {
            var begun = browser.open(host.start(BACK));
            var agreed = browser.open(begun.location()).location();
            var end =
                    browser.open(
                            URI.create(
                                    host.url()
                                            + agreed.getRawPath().substring(3)
                                            + "?"
                                            + agreed.getRawQuery()));

            assertThat(
                    AuthorizationServer.parameters(begun.location()).get("redirect_uri"),
                    is("https://proxy.example.com/in/v1/auth/xero/OAuth/callback"));
            assertThat(begun.header("set-cookie"), startsWith("__Host-connector-proxy-signin-"));
            assertThat(begun.header("set-cookie"), containsString("; Secure"));
            assertThat(end.status(), is(302));
        }
    }

    @Test
    void letsSeveralSignInsRunInOneBrowserButNotTooMany() {
        try (var host = SigninHost.of(provider, Map.of())) {
            var first = browser.open(host.start(BACK + "1"));
            var second = browser.open(host.start(BACK + "2"));

            var ends =
                    new Page[] {
                        browser.open(browser.open(first.location()).location()),
                        browser.open(browser.open(second.location()).location())
                    };
            assertThat(ends[0].header("location"), startsWith(BACK + "1&"));
            assertThat(ends[1].header("location"), startsWith(BACK + "2&"));
            assertThat(browser.cookies().keySet(), hasSize(0));

            for (int i = 0; i < 9; i++) {
                browser.open(host.start(BACK));
            }
            assertThat(browser.cookies().keySet(), hasSize(4));
        }
    }

    @Test
    void fetchesTheMetadataOnceAnHourAndKeepsItWhileTheProviderIsDown() throws IOException {
        try (var host = SigninHost.of(provider, Map.of())) {
            browser.open(host.start(BACK));
            browser.open(host.start(BACK));
            assertThat(provider.discoveries(), is(1));

            host.advance(Duration.ofHours(2));
            browser.open(host.start(BACK));
            assertThat(provider.discoveries(), is(2));

            host.advance(Duration.ofHours(2));
            provider.stop();
            assertThat(browser.open(host.start(BACK)).status(), is(302));
        }
    }

    @Test
    void findsMetadataUnderThePathOfPlainOAuthToo() {
        provider.withoutOpenId();
        try (var host = SigninHost.of(provider, Map.of())) {
            assertThat(signIn(host, BACK).status(), is(302));
        }
    }

    @Test
    void needsNoMetadataWhereTheSettingsNameTheEndpoints() {
        try (var host =
                SigninHost.of(
                        provider,
                        Map.of(
                                "providers.0.issuer", "",
                                "providers.0.authorization-endpoint", provider.url() + "/authorize",
                                "providers.0.token-endpoint", provider.url() + "/token"))) {
            assertThat(signIn(host, BACK).status(), is(302));
            assertThat(provider.discoveries(), is(0));
        }
    }

    @Test
    void turnsTokensInAFormIntoJson() {
        provider.respondWithToken(
                200,
                "application/x-www-form-urlencoded; charset=utf-8",
                "access_token=a+b%26&scope=");
        try (var host = SigninHost.of(provider, Map.of())) {
            var end = signIn(host, BACK);

            assertThat(
                    AuthorizationServer.parameters(end.location()).get("response"),
                    is("{\"access_token\":\"a b&\",\"scope\":\"\"}"));
        }
    }

    @Test
    void replicasWithOneKeyFinishEachOthersSignIns() {
        var key =
                Map.of(
                        "state-key",
                        "0123456789abcdef0123456789abcdef",
                        "callback-base-url",
                        "http://localhost");
        try (var one = SigninHost.of(provider, key);
                var other = SigninHost.of(provider, key)) {
            var begun = browser.open(one.start(BACK));
            var agreed = browser.open(begun.location()).location();

            var end =
                    browser.open(
                            URI.create(
                                    other.url()
                                            + agreed.getRawPath()
                                            + "?"
                                            + agreed.getRawQuery()));

            assertThat(end.body(), end.status(), is(302));
        }
    }
}
