package dev.connectorproxy.devserver;

import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.CrossSiteCheck;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks the API key of requests, if one is configured, and rejects requests that a browser sends for a page of
/// another site: cross-origin requests, and requests to a host name that was made to resolve to this machine (DNS
/// rebinding).
final class DevAccessFilter implements Filter {
    private static final HeaderName API_KEY = HeaderNames.create(CallerAuthenticator.HEADER);
    private static final Set<String> PUBLIC_PATHS = Set.of("/", "/openapi");
    private static final Pattern EMPTY_PROVIDER = Pattern.compile("/+providers//.*");
    private static final Pattern EMPTY_CONNECTOR_ID = Pattern.compile("/+connectors//.*");

    private final CallerAuthenticator gatekeeper;
    private final CrossSiteCheck crossSite;

    DevAccessFilter(CallerAuthenticator gatekeeper, CrossSiteCheck crossSite) {
        this.gatekeeper = gatekeeper;
        this.crossSite = crossSite;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (crossSite.isForged(request.headers()) || crossSite.hasForeignHost(request.headers())) {
            send(
                    response,
                    Status.FORBIDDEN_403,
                    "pages of other sites may not call the development server");
            return;
        }
        var path = request.path().path();
        boolean open =
                PUBLIC_PATHS.contains(path) || request.prologue().method().equals(Method.OPTIONS);
        if (!open
                && gatekeeper.identify(path, request.headers().all(API_KEY, List::of)).isEmpty()) {
            send(
                    response,
                    Status.UNAUTHORIZED_401,
                    "the key is missing or wrong; it goes into the header "
                            + CallerAuthenticator.HEADER);
            return;
        }
        // Helidon's routing drops empty path segments, so that no route sees these paths
        var raw = request.path().rawPath();
        if (EMPTY_PROVIDER.matcher(raw).matches()) {
            send(response, Status.BAD_REQUEST_400, "provider is required");
        } else if (EMPTY_CONNECTOR_ID.matcher(raw).matches()) {
            send(response, Status.BAD_REQUEST_400, "connectorId is required");
        } else {
            chain.proceed();
        }
    }

    private static void send(RoutingResponse response, Status status, String message) {
        response.status(status)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(DevErrorHandler.toErrorBody(status.code(), "", message));
    }
}
