package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The browser routes of sign-ins: `/v1/auth/{connector}/{auth}` starts a sign-in,
/// `/v1/auth/{connector}/{auth}/callback` finishes it and hands the tokens to SpiffArena. Neither requires an API
/// key.
public final class SigninService implements HttpService {
    private final Map<String, SignIn> signIns;
    private final Consumer<String> warnings;

    /// @param warnings receives a log line when a sign-in fails with a status of 500 or more
    public SigninService(SigninSettings settings, Egress egress, Consumer<String> warnings) {
        this(settings, egress, warnings, InstantSource.system());
    }

    SigninService(
            SigninSettings settings,
            Egress egress,
            Consumer<String> warnings,
            InstantSource clock) {
        this.warnings = warnings;
        // without providers no cipher is loaded, which shortens the start
        this.signIns = settings.providers().isEmpty() ? Map.of() : signIns(settings, egress, clock);
    }

    private static Map<String, SignIn> signIns(
            SigninSettings settings, Egress egress, InstantSource clock) {
        var context = SigninContext.create(settings, egress, clock);
        return settings.providers().stream()
                .map(provider -> new SignIn(provider, context))
                .collect(Collectors.toUnmodifiableMap(SignIn::id, Function.identity()));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(
                        "/auth/{connector}/{auth}",
                        (request, response) -> handle(request, response, SignIn::start))
                .get(
                        "/auth/{connector}/{auth}/callback",
                        (request, response) -> handle(request, response, SignIn::finish));
    }

    private interface Step {
        void run(SignIn signIn, ServerRequest request, ServerResponse response);
    }

    private void handle(ServerRequest request, ServerResponse response, Step step) {
        var path = request.path().pathParameters();
        var signIn = signIns.get(path.get("connector") + "/" + path.get("auth"));
        if (signIn == null) {
            BrowserResponse.sendNotFound(response);
            return;
        }
        try {
            step.run(signIn, request, response);
        } catch (ConnectorException e) {
            if (e.httpStatus() >= 500) {
                var cause = e.getCause() == null ? "" : " " + e.getCause().getMessage();
                warnings.accept("sign-in at " + signIn.id() + " failed: " + e.getMessage() + cause);
            }
            BrowserResponse.sendFailure(response, e.httpStatus(), e.getMessage());
        }
    }
}
