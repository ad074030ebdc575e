package dev.connectorproxy.security;

import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Requires an API key, if keys are configured, for the protected paths, whether or not they exist. `OPTIONS` needs
/// none, because browsers send preflight requests without it. Thread-safe.
///
/// @param isProtected whether a path is protected
/// @param refusal sends the response to a request without a valid key
public record ApiKeyFilter(
        CallerAuthenticator authenticator,
        Predicate<String> isProtected,
        Consumer<ServerResponse> refusal)
        implements Filter {

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!isProtected.test(request.path().path())
                || request.prologue().method().equals(Method.OPTIONS)
                || authenticator.identify(request).isKnown()) {
            chain.proceed();
        } else {
            refusal.accept(response);
        }
    }
}
