package dev.connectorproxy.signin;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;

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
        var target = checkTarget(BrowserQuery.redirectUrl(query(request)));
        var base = baseUrl(request);
        var metadata = context.discovery().metadata(provider);
        var state = context.cipher().issue(provider.id());
        var pending =
                new PendingSignIn(
                        context.cipher().randomToken(),
                        base.toText() + "/v1/auth/" + provider.id() + "/callback",
                        target);
        var cookies =
                cookies(request)
                        .startHeaders(
                                state,
                                base.isHttps(),
                                context.cipher().encrypt(state, pending),
                                context.settings().stateLifetime());
        response.header(HeaderValues.create(HeaderNames.SET_COOKIE, cookies));
        BrowserResponse.redirect(
                response, authorizationUrl(metadata.authorization(), state, pending));
    }

    /// Finishes a sign-in: redirects the browser to SpiffArena with the token response.
    void finish(ServerRequest request, ServerResponse response) {
        var https = baseUrl(request).isHttps();
        var parameters = BrowserQuery.parameters(query(request));
        var state = callback.state(parameters);
        response.header(
                HeaderValues.create(
                        HeaderNames.SET_COOKIE, SigninCookies.removalHeader(state, https)));
        BrowserResponse.redirect(
                response,
                callback.redirectUrl(state, cookies(request).valuesOf(state, https), parameters));
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

    /// The public URL of this proxy. Without the setting only a loopback `Host` is trusted, because a client can send
    /// any name.
    private WebUrl baseUrl(ServerRequest request) {
        return context.settings()
                .callbackBaseUrl()
                .or(() ->
                        request.headers()
                                .first(HeaderNames.HOST)
                                .flatMap(host -> WebUrl.parse("http://" + host))
                                .filter(url -> url.pathAndQuery().isEmpty() && url.isLoopback()))
                .orElseThrow(() ->
                        SigninFailure.misconfigured(
                                "signin.callback-base-url of this proxy is not set, so it does not know its own address."));
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

    private static SigninCookies cookies(ServerRequest request) {
        return new SigninCookies(request.headers().all(HeaderNames.COOKIE, List::of));
    }

    private static String query(ServerRequest request) {
        return request.prologue().query().rawValue();
    }
}
