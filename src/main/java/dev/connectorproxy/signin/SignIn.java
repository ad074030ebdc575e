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
    private final Provider provider;
    private final Desk desk;
    private final Callback callback;

    SignIn(Provider provider, Desk context) {
        this.provider = provider;
        this.desk = context;
        this.callback = new Callback(provider, desk);
    }

    /// The id of the provider.
    String id() {
        return provider.id();
    }

    /// Starts a sign-in: redirects the browser to the provider.
    void begin(ServerRequest request, ServerResponse response) {
        var target = target(BrowserQuery.redirectUrl(query(request)));
        var base = base(request);
        var metadata = desk.discovery().of(provider);
        var state = desk.seal().issue(provider.id());
        var pending =
                new Pending(
                        desk.seal().unguessable(),
                        base.text() + "/v1/auth/" + provider.id() + "/callback",
                        target);
        var cookies =
                cookies(request)
                        .begin(
                                state,
                                base.https(),
                                desk.seal().seal(state, pending),
                                desk.settings().stateLifetime());
        response.header(HeaderValues.create(HeaderNames.SET_COOKIE, cookies));
        BrowserAnswer.lead(response, authorization(metadata.authorization(), state, pending));
    }

    /// Finishes a sign-in: redirects the browser to SpiffArena with the token response.
    void end(ServerRequest request, ServerResponse response) {
        var https = base(request).https();
        var parameters = BrowserQuery.parameters(query(request));
        var state = callback.state(parameters);
        response.header(
                HeaderValues.create(HeaderNames.SET_COOKIE, SigninCookies.end(state, https)));
        BrowserAnswer.lead(
                response, callback.answer(state, cookies(request).of(state, https), parameters));
    }

    private WebUrl target(String text) {
        var origins = desk.settings().redirectOrigins();
        if (origins.isEmpty()) {
            throw SigninFailure.refused(
                    "Sign-in is closed: signin.redirect-origins of this proxy lists no origin that may receive the answer.");
        }
        return WebUrl.parse(text)
                .filter(url -> origins.contains(url.origin()))
                .orElseThrow(() ->
                        SigninFailure.refused(
                                "The redirect_url in the link to this page leads to an origin that signin.redirect-origins of this proxy does not list."));
    }

    /// The public URL of this proxy. Without the setting only a loopback `Host` is trusted, because a client can send
    /// any name.
    private WebUrl base(ServerRequest request) {
        return desk.settings()
                .callbackBaseUrl()
                .or(() ->
                        request.headers()
                                .first(HeaderNames.HOST)
                                .flatMap(host -> WebUrl.parse("http://" + host))
                                .filter(url -> url.rest().isEmpty() && url.onLoopback()))
                .orElseThrow(() ->
                        SigninFailure.misconfigured(
                                "signin.callback-base-url of this proxy is not set, so it does not know its own address."));
    }

    private WebUrl authorization(WebUrl endpoint, State state, Pending pending) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", provider.client().id());
        parameters.put("redirect_uri", pending.callback());
        if (!provider.scopes().isEmpty()) {
            parameters.put("scope", String.join(" ", provider.scopes()));
        }
        parameters.put("state", state.text());
        parameters.put("code_challenge", Seal.challenge(pending.verifier()));
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(provider.extra());
        var url = endpoint;
        for (var parameter : parameters.entrySet()) {
            url = url.with(parameter.getKey(), parameter.getValue());
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
