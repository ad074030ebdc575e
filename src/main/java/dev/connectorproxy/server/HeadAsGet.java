package dev.connectorproxy.server;

import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Routes `HEAD` as `GET`; the [ResponseWriter] drops the body of the response. A `HEAD` with a body is not changed,
/// because a `GET` route does not read the body.
final class HeadAsGet implements Filter {

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var original = request.prologue();
        if (original.method().equals(Method.HEAD) && !request.content().hasEntity()) {
            request.prologue(
                    HttpPrologue.create(
                            original.rawProtocol(),
                            original.protocol(),
                            original.protocolVersion(),
                            Method.GET,
                            original.uriPath(),
                            original.query(),
                            original.fragment()));
        }
        chain.proceed();
    }
}
