package dev.connectorproxy.signin;

import dev.connectorproxy.connection.ConnectionSignIn;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The browser routes of sign-ins: `/v1/auth/{connector}/{auth}` starts a sign-in,
/// `/v1/auth/{connector}/{auth}/callback` finishes it and hands the tokens to SpiffArena. Neither requires an API
/// key. With `connections` for the first part and the name of a connection, the tokens are for the connection.
public final class SigninService implements HttpService {
    private final Map<String, SignIn> signIns;
    private final Optional<ConnectionSignInFlow> connections;
    private final Consumer<String> warnings;

    /// @param warnings receives a log line when a sign-in fails with a status of 500 or more
    public SigninService(
            SigninSettings settings,
            Egress egress,
            ConnectionSignIn connections,
            Consumer<String> warnings) {
        this(settings, egress, connections, warnings, InstantSource.system());
    }

    SigninService(
            SigninSettings settings,
            Egress egress,
            ConnectionSignIn connections,
            Consumer<String> warnings,
            InstantSource clock) {
        this.warnings = warnings;
        // without sign-ins no cipher is loaded, which shortens the start
        var context =
                settings.providers().isEmpty() && !connections.isNeeded()
                        ? Optional.<SigninContext>empty()
                        : Optional.of(SigninContext.create(settings, egress, clock));
        this.signIns =
                context.stream()
                        .flatMap(shared ->
                                settings.providers().stream()
                                        .map(provider -> new SignIn(provider, shared)))
                        .collect(Collectors.toUnmodifiableMap(SignIn::id, Function.identity()));
        this.connections =
                context.filter(_ -> connections.isNeeded())
                        .map(shared -> new ConnectionSignInFlow(connections, shared));
    }

    /// A link by which one person can sign in for a connection, once; empty if nobody signs in for one of that name. Without
    /// `signin.callback-base-url` it begins with the path.
    public Optional<String> link(String connection) {
        return connections.flatMap(flow -> flow.link(connection));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(
                        "/auth/{connector}/{auth}",
                        (request, response) ->
                                handle(
                                        request,
                                        response,
                                        signIn -> signIn.start(request, response),
                                        (flow, name) -> flow.start(name, request, response)))
                .get(
                        "/auth/{connector}/{auth}/callback",
                        (request, response) ->
                                handle(
                                        request,
                                        response,
                                        signIn -> signIn.finish(request, response),
                                        (flow, name) -> flow.finish(name, request, response)));
    }

    private void handle(
            ServerRequest request,
            ServerResponse response,
            Consumer<SignIn> ofProvider,
            BiConsumer<ConnectionSignInFlow, String> ofConnection) {
        var path = request.path().pathParameters();
        var id = path.get("connector") + "/" + path.get("auth");
        var signIn = Optional.ofNullable(signIns.get(id));
        var flow =
                connections.filter(_ -> path.get("connector").equals(ConnectionSignInFlow.GROUP));
        if (signIn.isEmpty() && flow.isEmpty()) {
            BrowserResponse.sendNotFound(response);
            return;
        }
        try {
            signIn.ifPresentOrElse(
                    ofProvider, () -> ofConnection.accept(flow.orElseThrow(), path.get("auth")));
        } catch (ConnectorException e) {
            if (e.httpStatus() >= 500) {
                var cause = e.getCause() == null ? "" : " " + e.getCause().getMessage();
                warnings.accept("sign-in at " + id + " failed: " + e.getMessage() + cause);
            }
            BrowserResponse.sendFailure(response, e.httpStatus(), e.getMessage());
        }
    }
}
