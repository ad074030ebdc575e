package dev.connectorproxy.signin;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What sign-ins read of the request of a browser.
record BrowserRequest(ServerRequest request, SigninContext context) {

    /// The public URL of this proxy. Without the setting only a loopback `Host` is trusted, because a client can send
    /// any name.
    WebUrl baseUrl() {
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

    /// Has the browser keep a sign-in until its provider sends it back.
    void keep(SigninState state, PendingSignIn pending, ServerResponse response) {
        var cookies =
                cookies()
                        .startHeaders(
                                state,
                                baseUrl().isHttps(),
                                context.cipher().encrypt(state, pending),
                                context.settings().stateLifetime());
        response.header(HeaderValues.create(HeaderNames.SET_COOKIE, cookies));
    }

    /// What the browser kept for a sign-in, which it forgets.
    Stream<PendingSignIn> take(SigninState state, ServerResponse response) {
        var https = baseUrl().isHttps();
        response.header(
                HeaderValues.create(
                        HeaderNames.SET_COOKIE, SigninCookies.removalHeader(state, https)));
        return cookies()
                .valuesOf(state, https)
                .flatMap(cookie -> context.cipher().decrypt(state, cookie).stream());
    }

    private SigninCookies cookies() {
        return new SigninCookies(request.headers().all(HeaderNames.COOKIE, List::of));
    }

    String query() {
        return request.prologue().query().rawValue();
    }

    Map<String, String> parameters() {
        return BrowserQuery.parameters(query());
    }
}
