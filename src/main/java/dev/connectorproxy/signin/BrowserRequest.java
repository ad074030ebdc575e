package dev.connectorproxy.signin;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Map;

/// What sign-ins read of the request of a browser.
record BrowserRequest(ServerRequest request, SigninSettings settings) {

    /// The public URL of this proxy. Without the setting only a loopback `Host` is trusted, because a client can send
    /// any name.
    WebUrl baseUrl() {
        return settings.callbackBaseUrl()
                .or(() ->
                        request.headers()
                                .first(HeaderNames.HOST)
                                .flatMap(host -> WebUrl.parse("http://" + host))
                                .filter(url -> url.pathAndQuery().isEmpty() && url.isLoopback()))
                .orElseThrow(() ->
                        SigninFailure.misconfigured(
                                "signin.callback-base-url of this proxy is not set, so it does not know its own address."));
    }

    SigninCookies cookies() {
        return new SigninCookies(request.headers().all(HeaderNames.COOKIE, List::of));
    }

    String query() {
        return request.prologue().query().rawValue();
    }

    Map<String, String> parameters() {
        return BrowserQuery.parameters(query());
    }
}
