package dev.connectorproxy.signin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.ServerMetricsLock;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The error pages for a provider that fails or sends an invalid response.
@ServerMetricsLock
class SigninFailuresTest extends SigninTestCase {
    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "iss, https://evil.example, 400, not of the provider that was asked (its issuer is https://evil.example)",
        "iss, '', 400, not of the provider that was asked (its issuer is missing)",
        "code, '', 400, no code",
        "state, '', 400, no state",
        "error, access_denied, 403, The provider ended the sign-in: access_denied.",
        "error, temporarily_unavailable, 503, temporarily_unavailable",
        "error, server_error, 502, server_error",
        "error, <script>alert(1)</script>, 502, &lt;script&gt;alert(1)&lt;/script&gt;",
        "code, made-up, 502, 'invalid_grant, status 400'",
    })
    void explainsAnInvalidAuthorizationResponse(
            String name, String value, int status, String message) {
        provider.respondWith(Map.of(name, value));

        var page = browser.open(callbackUrl());

        assertErrorPage(page, status, message);
        assertThat(page.body(), not(containsString("<script")));
    }

    @Test
    void showsTheReasonOfTheProviderWithoutItsMarkup() {
        provider.respondWith(
                Map.of("error", "access_denied", "error_description", "No <b>thanks</b>\r\nX: y"));

        var page = browser.open(callbackUrl());

        assertErrorPage(page, 403, "access_denied (No &lt;b&gt;thanks&lt;/b&gt;  X: y).");
    }

    @Test
    void acceptsNoParameterTwice() {
        assertErrorPage(browser.open(URI.create(callbackUrl() + "&code=mine")), 400, "comes twice");
        assertThat(provider.forms(), is(empty()));
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    400 | application/json | {"error":"invalid_scope"}                       | 502 | invalid_scope, status 400
                    200 | application/json | {"error":"bad_verification_code"}               | 502 | bad_verification_code, status 200
                    500 | text/html        | <b>secret-token</b>                             | 502 | status 500
                    302 | text/html        | moved                                           | 502 | status 302
                    200 | application/json | {"token":"secret-token"}                        | 502 | status 200
                    200 | application/json | ["secret-token"]                                | 502 | status 200
                    200 | application/json | {"access_token":"","error":"<secret-token>"}    | 502 | status 200
                    200 | application/json | {"access_token":"secret-token"                  | 502 | status 200
                    200 | application/json | {"access_token":"secret-token","a":"\\ud800"}   | 502 | not readable
                    200 | application/x-www-form-urlencoded | access_token=%zz               | 502 | not readable
                    200 | text/plain       | access_token=%zz                                | 502 | not readable
                    200 | text/plain       | error=bad_verification_code&error_description=x | 502 | bad_verification_code, status 200
                    200 | text/html        | <a href="?access_token=secret-token">           | 502 | status 200
                    200 | text/plain       | see access_token=secret-token                   | 502 | status 200
                    200 | application/json | {"ok":false,"error":"invalid_code"}             | 502 | invalid_code, status 200
                    200 | application/json | {"ok":true,"authed_user":{"id":"U1"}}           | 502 | status 200
                    200 | application/json | {"ok":true,"authed_user":{"access_token":7}}    | 502 | status 200
                    """)
    void explainsAMissingTokenWithoutRepeatingTheResponse(
            int given, String type, String body, int status, String message) {
        provider.respondWithToken(given, type, body.replace("\\\\", "\\"));

        var page = browser.open(callbackUrl());

        assertErrorPage(page, status, message);
        assertThat(page.body(), not(containsString("secret-token")));
    }

    @Test
    void reportsAnUnknownClientWithoutItsSecret() {
        try (var wrong =
                SigninHost.of(provider, Map.of("providers.0.client-secret", "wrong-secret"))) {
            var callback = browser.open(browser.open(wrong.start(BACK)).location()).location();

            var page = browser.open(callback);

            assertErrorPage(page, 502, "invalid_client, status 401");
            assertThat(page.body(), not(containsString("wrong-secret")));
        }
    }

    @Test
    void trustsNoMetadataOfAnotherIssuer() {
        provider.withIssuer("https://evil.example");

        assertErrorPage(
                browser.open(host.start(BACK)), 502, "another issuer (https://evil.example)");
    }

    @Test
    void reportsAnUnreachableProviderWithoutNamingIt() {
        provider.stop();

        var page = browser.open(host.start(BACK));

        assertErrorPage(page, 502, "cannot be reached from here (ConnectionError)");
        assertThat(page.body(), not(containsString("127.0.0.1")));
    }
}
