package dev.connectorproxy.proxy;

import dev.connectorproxy.observe.CommandMetrics;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.CrossSiteCheck;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Requires an API key, if keys are configured, for `/v1/commands`, `/v1/auths` and everything under `/v1/do/`,
/// whether or not the path exists. `OPTIONS` needs none, because browsers send preflight requests without it. Without
/// keys, requests that a page of another site makes a browser send are refused.
public final class ApiKeyFilter implements Filter {
    private static final byte[] UNAUTHORIZED =
            "{\"error\":\"Unauthorized\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CROSS_SITE_REFUSED =
            Failures.ofTransport(
                    403,
                    ErrorCode.COMMAND_NOT_ALLOWED.code(),
                    "pages of this origin may not run commands; server.cors-origins lists those that may");
    private static final Set<String> PROTECTED_PATHS =
            Set.of("/v1/commands", "/v1/auths", "/v1/do");
    private static final HeaderName KEY = HeaderNames.create(CallerAuthenticator.HEADER);

    private final CallerAuthenticator authenticator;
    private final CrossSiteCheck crossSite;
    private final CommandMetrics metrics;

    public ApiKeyFilter(
            CallerAuthenticator authenticator, CrossSiteCheck crossSite, CommandMetrics metrics) {
        this.authenticator = authenticator;
        this.crossSite = crossSite;
        this.metrics = metrics;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var path = request.path().path();
        if (!isProtected(path) || request.prologue().method().equals(Method.OPTIONS)) {
            chain.proceed();
            return;
        }
        var caller = authenticator.identify(path, request.headers().all(KEY, List::of));
        if (caller.isEmpty()) {
            metrics.unauthorized();
            response.status(Status.UNAUTHORIZED_401)
                    .header(HeaderValues.CONTENT_TYPE_JSON)
                    .send(UNAUTHORIZED);
            return;
        }
        if (caller.get().key().isEmpty()
                && path.startsWith("/v1/do/")
                && crossSite.isForged(request.headers())) {
            response.status(Status.FORBIDDEN_403)
                    .header(HeaderValues.CONTENT_TYPE_JSON)
                    .send(CROSS_SITE_REFUSED);
            return;
        }
        request.context().register(caller.get());
        chain.proceed();
    }

    private static boolean isProtected(String path) {
        return path.startsWith("/v1/do/") || PROTECTED_PATHS.contains(path);
    }
}
