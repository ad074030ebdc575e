package dev.connectorproxy.signin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.signin.Browser.Page;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A provider, a proxy with a sign-in at it, and two browsers.
abstract class SigninTestCase {
    static final String BACK = SigninHost.ARENA + "/back?token=e30";

    AuthorizationServer provider;
    SigninHost host;
    final Browser browser = new Browser();
    final Browser other = new Browser();

    @BeforeEach
    void start() throws IOException {
        provider = new AuthorizationServer();
        host = SigninHost.of(provider, Map.of());
    }

    @AfterEach
    void stop() {
        host.close();
        provider.close();
        browser.close();
        other.close();
    }

    /// The callback URL to which the provider redirects the browser after the person agreed.
    URI callbackUrl() {
        return browser.open(browser.open(host.start(BACK)).location()).location();
    }

    static void assertErrorPage(Page page, int status, String message) {
        assertThat(page.body(), page.status(), is(status));
        assertThat(page.body(), containsString(message));
        assertThat(page.header("content-type"), is("text/html; charset=utf-8"));
        assertThat(page.header("location"), is(""));
    }
}
