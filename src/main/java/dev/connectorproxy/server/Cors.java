package dev.connectorproxy.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Locale;

/// CORS for `/v1/` (Fetch standard, section 3.2): adds the headers to every response, and responds to preflight
/// requests itself, so that they need no API key. A request of an origin that is not listed is served without these
/// headers; Helidon's own CORS feature would reject it with 403.
public final class Cors implements Filter {
    private static final String HEADERS = "Content-Type, Spiff-Connector-Proxy-Api-Key";
    private static final String METHODS = "GET, HEAD, POST, OPTIONS";

    private final List<String> origins;
    private final boolean any;

    /// @param origins in lower case
    public Cors(List<String> origins) {
        this.origins = List.copyOf(origins);
        any = origins.contains("*");
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var allowed = allow(request.path().path(), request.headers(), response.headers());
        if (allowed && isPreflight(request)) {
            response.header(HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS))
                    .header(HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS))
                    .header(HeaderValues.create(HeaderNames.ALLOW, METHODS))
                    .send();
            return;
        }
        chain.proceed();
    }

    /// Replaces the CORS headers that another instance has added to the response.
    public void replace(RoutingRequest request, ServerResponseHeaders response) {
        response.remove(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN);
        allow(request.path().path(), request.headers(), response);
    }

    /// Adds the CORS headers to the response, and returns whether the origin of the request is allowed.
    boolean allow(String path, Headers request, ServerResponseHeaders response) {
        if (origins.isEmpty() || !path.startsWith("/v1/")) {
            return false;
        }
        var origin = request.first(HeaderNames.ORIGIN).orElse("");
        if (any) {
            response.set(HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
            return !origin.isEmpty();
        }
        response.set(HeaderValues.create(HeaderNames.VARY, "Origin"));
        if (!origins.contains(origin.toLowerCase(Locale.ROOT))) {
            return false;
        }
        response.set(HeaderValues.create(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin));
        return true;
    }

    private static boolean isPreflight(RoutingRequest request) {
        return request.prologue().method().equals(Method.OPTIONS)
                && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }
}
