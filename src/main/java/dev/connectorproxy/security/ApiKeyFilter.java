package dev.connectorproxy.security;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// Requires an API key, if keys are configured, for the protected paths, whether or not they exist. `OPTIONS` needs
/// none, because browsers send preflight requests without it. Thread-safe.
///
/// @param isProtected whether a path is protected
/// @param refusal sends the response to a request without a valid key, with the status 401 or 429, see
///     [CallerAuthenticator#refuse]
public record ApiKeyFilter(
        CallerAuthenticator authenticator,
        Predicate<String> isProtected,
        BiConsumer<ServerResponse, Status> refusal)
        implements Filter {

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!isProtected.test(request.path().path())
                || request.prologue().method().equals(Method.OPTIONS)
                || authenticator.identify(request).isKnown()) {
            chain.proceed();
        } else {
            refusal.accept(response, authenticator.refuse(request, response));
        }
    }
}
