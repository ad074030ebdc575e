package dev.connectorproxy.signin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.ServerMetricsLock;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks that must fail, and the error pages that they get.
@ServerMetricsLock
class SigninAttacksTest extends SigninTestCase {
    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "/v1.0/authentication_callback",
                "//arena.example.com:8000/",
                "arena.example.com:8000",
                "javascript:alert(1)//arena.example.com:8000",
                "data:text/html,x",
                "ftp://arena.example.com:8000/",
                "http:/arena.example.com:8000/",
                "http:///arena.example.com:8000/",
                "http://arena.example.com/",
                "https://arena.example.com:8000/",
                "http://arena.example.com:80000/",
                "http://arena.example.com:8000.evil.example/",
                "http://arena.example.com:8000@evil.example/",
                "http://arena.example.com%3A8000@evil.example/",
                "http://arena.example.com:8000%40evil.example/",
                "http://user@arena.example.com:8000/",
                "http://evil.example%5C@arena.example.com:8000/",
                "http://arena.example.com:8000%5C.evil.example/",
                "http://arena.example.com:8000%5C%5Cevil.example/",
                "http://evil.example%23@arena.example.com:8000/",
                "http://evil.example%3F@arena.example.com:8000/",
                "http://arena.example.com.:8000/",
                "http://arena.example.com:8000%09.evil.example/",
                "http://arena.example.com:8000%0D%0ASet-Cookie:%20a=b",
                "http://arena.example.com:8000/%0D%0ASet-Cookie:%20a=b",
                "http://arena.example.com:8000/%00",
                "%20http://arena.example.com:8000/",
                "http://arena.example.com:8000/%20x",
                "http://arena.example.com:8000/%23fragment",
                "http://%E2%84%80rena.example.com:8000/",
                "http://%EF%BD%81rena.example.com:8000/",
                "http://evilarena.example.com:8000/",
                "http://arena.example.com:8000:8000/",
                "http://%5B::1%5D:8000/",
                "http://sub.arena.example.com:8000/",
            })
    void neverRedirectsElsewhere(String redirectUrl) {
        var page = browser.open(host.start(redirectUrl));

        assertErrorPage(page, 403, "redirect_url");
        assertThat(page.body(), not(containsString("evil")));
        assertThat(page.header("set-cookie"), is(""));
        assertThat(provider.discoveries(), is(0));
    }

    @Test
    void refusesARedirectUrlThatABrowserCouldNotStore() {
        assertErrorPage(browser.open(host.start(BACK + "a".repeat(3500))), 400, "too long");
        assertThat(browser.open(host.start(BACK + "a".repeat(2800))).status(), is(302));
    }

    @Test
    void acceptsAStateOnce() {
        var callback = callbackUrl();
        var kept = new LinkedHashMap<>(browser.cookies());
        assertThat(browser.open(callback).status(), is(302));
        assertThat(browser.cookies().keySet(), is(empty()));

        browser.cookies().putAll(kept);
        var again = browser.open(callback);

        assertErrorPage(again, 400, "over already");
        assertThat(provider.forms(), hasSize(1));
    }

    @Test
    void acceptsOnlyTheBrowserThatStarted() {
        var callback = callbackUrl();
        other.open(host.start(BACK)); // has a sign-in of its own

        assertErrorPage(other.open(callback), 403, "not begun in this browser");
        assertThat(provider.forms(), is(empty()));
        assertThat(browser.open(callback).status(), is(302));
    }

    @Test
    void acceptsOnlyTheSignInOfTheCookie() {
        callbackUrl();
        var first = browser.cookies().values().iterator().next();
        var callback = callbackUrl();
        browser.cookies().replaceAll((_, _) -> first);

        assertErrorPage(browser.open(callback), 403, "not begun in this browser");
        assertThat(provider.forms(), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 31, 74})
    void detectsAChangedState(int at) {
        var callback = callbackUrl().toString();
        int from = callback.indexOf("state=") + "state=".length() + at;
        char changed = callback.charAt(from) == 'A' ? 'B' : 'A';

        var page =
                browser.open(
                        URI.create(
                                callback.substring(0, from)
                                        + changed
                                        + callback.substring(from + 1)));

        assertErrorPage(page, 400, "no sign-in that was begun here");
        assertThat(provider.forms(), is(empty()));
    }

    @Test
    void detectsAChangedCookie() {
        var callback = callbackUrl();
        browser.cookies()
                .replaceAll(
                        (_, value) -> (value.charAt(0) == 'A' ? 'B' : 'A') + value.substring(1));

        assertErrorPage(browser.open(callback), 403, "not begun in this browser");
    }

    @Test
    void acceptsNoStateOfAnotherProvider() {
        try (var two =
                SigninHost.of(
                        provider,
                        Map.of(
                                "providers.1.id", "xero/Other",
                                "providers.1.issuer", provider.url(),
                                "providers.1.client-id", "x"))) {
            var callback = browser.open(browser.open(two.start(BACK)).location()).location();

            var page = browser.open(URI.create(callback.toString().replace("/OAuth/", "/Other/")));

            assertErrorPage(page, 400, "no sign-in that was begun here");
        }
    }

    @Test
    void acceptsNoExpiredState() {
        var callback = callbackUrl();
        host.advance(Duration.ofMinutes(10));

        assertErrorPage(browser.open(callback), 400, "took too long");
        assertThat(provider.forms(), is(empty()));
    }

    @Test
    void acceptsAStateUntilItExpires() {
        var callback = callbackUrl();
        host.advance(Duration.ofMinutes(10).minusMillis(1));

        assertThat(browser.open(callback).status(), is(302));
    }
}
