package dev.connectorproxy.signin;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;

/// Sign-in at one provider: the authorization code grant of OAuth 2 with PKCE (RFC 6749, RFC 7636, RFC 9700), in a
/// browser. Thread-safe.
final class SignIn {
    private final OAuthProvider provider;
    private final SigninContext context;
    private final CallbackHandler callback;

    SignIn(OAuthProvider provider, SigninContext context) {
        this.provider = provider;
        this.context = context;
        this.callback = new CallbackHandler(provider, context);
    }

    String id() {
        return provider.id();
    }

    /// Starts a sign-in: redirects the browser to the provider.
    void start(ServerRequest request, ServerResponse response) {
        var browser = browser(request);
        var target = checkTarget(BrowserQuery.redirectUrl(browser.query()));
        var base = browser.baseUrl();
        var metadata = context.discovery().metadata(provider);
        var state = context.cipher().issue(provider.id());
        var pending =
                new PendingSignIn(
                        context.cipher().randomToken(),
                        base.toText() + "/v1/auth/" + provider.id() + "/callback",
                        target);
        browser.keep(state, pending, response);
        BrowserResponse.redirect(
                response, authorizationUrl(metadata.authorization(), state, pending));
    }

    /// Finishes a sign-in: redirects the browser to SpiffArena with the token response.
    void finish(ServerRequest request, ServerResponse response) {
        var browser = browser(request);
        var parameters = browser.parameters();
        var state = callback.state(parameters);
        BrowserResponse.redirect(
                response, callback.redirectUrl(state, browser.take(state, response), parameters));
    }

    private WebUrl checkTarget(String text) {
        if (context.settings().redirectOrigins().isEmpty()) {
            throw SigninFailure.refused(
                    "Sign-in is closed: signin.redirect-origins of this proxy lists no origin that may receive the answer.");
        }
        return WebUrl.parse(text)
                .filter(context.settings()::mayRedirectTo)
                .orElseThrow(() ->
                        SigninFailure.refused(
                                "The redirect_url in the link to this page leads to an origin or path that signin.redirect-origins of this proxy does not list."));
    }

    private WebUrl authorizationUrl(WebUrl endpoint, SigninState state, PendingSignIn pending) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", provider.client().id());
        parameters.put("redirect_uri", pending.redirectUri());
        if (!provider.scopes().isEmpty()) {
            parameters.put("scope", String.join(" ", provider.scopes()));
        }
        parameters.put("state", state.text());
        parameters.put("code_challenge", StateCipher.toCodeChallenge(pending.verifier()));
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(provider.extraParameters());
        var url = endpoint;
        for (var parameter : parameters.entrySet()) {
            url = url.withParameter(parameter.getKey(), parameter.getValue());
        }
        return url;
    }

    private BrowserRequest browser(ServerRequest request) {
        return new BrowserRequest(request, context);
    }
}
