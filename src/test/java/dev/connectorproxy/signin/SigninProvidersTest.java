package dev.connectorproxy.signin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.ServerMetricsLock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Token endpoints that differ from the usual one.
@ServerMetricsLock
class SigninProvidersTest extends SigninTestCase {
    @Test
    void passesTheNestedUserTokenOfSlackOnAsItIs() {
        var tokens =
                "{\"ok\":true,\"app_id\":\"A1\",\"authed_user\":{\"id\":\"U1\",\"scope\":\"chat:write\",\"access_token\":\"xoxp-1\",\"token_type\":\"user\"}}";
        provider.respondWithToken(200, "application/json; charset=utf-8", tokens);

        var end = browser.open(callbackUrl());

        assertThat(end.body(), end.status(), is(302));
        assertThat(AuthorizationServer.parameters(end.location()).get("response"), is(tokens));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "text/plain; charset=utf-8", "text/html", "application/json"})
    void readsAFormWhateverItsLabel(String type) {
        provider.respondWithToken(200, type, "access_token=a+b%26&scope=&token_type=bearer\n");

        var end = browser.open(callbackUrl());

        assertThat(end.body(), end.status(), is(302));
        assertThat(
                AuthorizationServer.parameters(end.location()).get("response"),
                startsWith("{\"access_token\":\"a b&\""));
    }

    @Test
    void readsJsonThatIsLabelledAsAForm() {
        provider.respondWithToken(
                200, "application/x-www-form-urlencoded", "{\"access_token\":\"a\"}");

        assertThat(browser.open(callbackUrl()).status(), is(302));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "client_secret_basic, ''",
        "client_secret_post, client_secret",
        "private_key_jwt client_secret_post, client_secret",
        "client_secret_post client_secret_basic, ''",
        "none, ''"
    })
    void authenticatesAsTheMetadataSay(String methods, String sent) {
        provider.withAuthenticationMethods(methods.split(" "));

        var end = browser.open(callbackUrl());

        assertThat(end.body(), end.status(), is(302));
        var form = AuthorizationServer.parameters(provider.forms().getFirst());
        assertThat(form.containsKey("client_secret"), is(!sent.isEmpty()));
    }

    @Test
    void theSettingsComeBeforeTheMetadata() {
        provider.withAuthenticationMethods("client_secret_post", "client_secret_basic");
        try (var post =
                SigninHost.of(provider, Map.of("providers.0.client-authentication", "post"))) {
            var callback = browser.open(browser.open(post.start(BACK)).location()).location();

            assertThat(browser.open(callback).status(), is(302));
        }
        var form = AuthorizationServer.parameters(provider.forms().getFirst());
        assertThat(form.get("client_secret"), is(AuthorizationServer.SECRET));
    }

    @Test
    void saysWhenTheProviderSupportsNoSecret() {
        provider.withAuthenticationMethods("private_key_jwt", "tls_client_auth");

        assertErrorPage(
                browser.open(callbackUrl()),
                502,
                "neither client_secret_basic nor client_secret_post");
    }
}
