package dev.connectorproxy.server;

import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Routes `HEAD` as `GET`; the [AnswerWriter] drops the body of the answer. A `HEAD` with a body is left as it is: it could
/// mean something to a route that reads one.
final class HeadAsGet implements Filter {

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var asked = request.prologue();
        if (asked.method().equals(Method.HEAD) && !request.content().hasEntity()) {
            request.prologue(
                    HttpPrologue.create(
                            asked.rawProtocol(),
                            asked.protocol(),
                            asked.protocolVersion(),
                            Method.GET,
                            asked.uriPath(),
                            asked.query(),
                            asked.fragment()));
        }
        chain.proceed();
    }
}
