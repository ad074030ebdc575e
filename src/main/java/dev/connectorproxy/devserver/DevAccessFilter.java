package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.generic.GenericContractRoutes;
import dev.connectorproxy.security.ApiKeyFilter;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.CrossSiteCheck;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks the API key of requests, if one is configured, and rejects requests that a browser sends for a page of
/// another site: cross-origin requests, and requests to a host name that was made to resolve to this machine (DNS
/// rebinding).
final class DevAccessFilter implements Filter {
    private static final Set<String> PUBLIC_PATHS = Set.of("/", "/openapi");
    private static final Pattern EMPTY_PROVIDER = Pattern.compile("/+providers//.*");
    private static final Pattern EMPTY_CONNECTOR_ID = Pattern.compile("/+connectors//.*");

    private final ApiKeyFilter apiKeys;
    private final CrossSiteCheck crossSite;

    DevAccessFilter(CallerAuthenticator authenticator, CrossSiteCheck crossSite) {
        this.crossSite = crossSite;
        this.apiKeys =
                new ApiKeyFilter(
                        authenticator,
                        DevAccessFilter::isProtected,
                        (response, status) ->
                                send(
                                        response,
                                        status,
                                        "the key is missing or wrong; it goes into the header "
                                                + CallerAuthenticator.HEADER));
    }

    /// The paths of the generic contract have a key of their own, which is always required.
    private static boolean isProtected(String path) {
        return !PUBLIC_PATHS.contains(path)
                && !path.startsWith(DevPages.FILES)
                && !GenericContractRoutes.PATHS.matcher(path).matches();
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
        apiKeys.filter(() -> refuseEmptySegments(chain, request, response), request, response);
    }

    /// Helidon's routing drops empty path segments, so that no route sees these paths.
    private static void refuseEmptySegments(
            FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var raw = request.path().rawPath();
        if (EMPTY_PROVIDER.matcher(raw).matches()) {
            send(response, Status.BAD_REQUEST_400, "provider is required");
        } else if (EMPTY_CONNECTOR_ID.matcher(raw).matches()) {
            send(response, Status.BAD_REQUEST_400, "connectorId is required");
        } else {
            chain.proceed();
        }
    }

    private static void send(ServerResponse response, Status status, String message) {
        JsonResponses.send(
                response, status, DevErrorHandler.toErrorBody(status.code(), message, ""));
    }
}
