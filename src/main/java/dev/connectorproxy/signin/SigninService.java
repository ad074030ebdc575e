package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The routes that a person's browser walks: `/v1/auth/{connector}/{auth}` begins a sign-in (OAuth 2 authorisation code with
/// PKCE: RFC 6749, 7636, 9700), `/callback` below it ends it and hands the tokens to SpiffArena. Neither asks for a key.
public final class SigninService implements HttpService {
    private final Map<String, Provider> providers;
    private final SigninSettings settings;
    private final Callback callback;
    private final Discovery discovery;
    private final Seal seal;
    private final Consumer<String> warnings;

    /// @param warnings receives a line for the log when a sign-in fails that the person could not help
    public SigninService(SigninSettings settings, Egress egress, Consumer<String> warnings) {
        this(settings, egress, warnings, InstantSource.system());
    }

    SigninService(
            SigninSettings settings,
            Egress egress,
            Consumer<String> warnings,
            InstantSource clock) {
        this.warnings = warnings;
        var calls = new Calls(egress);
        this.settings = settings;
        this.providers =
                settings.providers().stream()
                        .collect(Collectors.toUnmodifiableMap(Provider::id, Function.identity()));
        this.discovery = new Discovery(calls, clock);
        this.seal = new Seal(settings.stateKey(), settings.stateLifetime(), clock);
        this.callback = new Callback(settings.redirectOrigins(), seal, discovery, calls, clock);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(
                        "/auth/{connector}/{auth}",
                        (request, response) -> walk(request, response, this::begin))
                .get(
                        "/auth/{connector}/{auth}/callback",
                        (request, response) -> walk(request, response, this::end));
    }

    /// A step of a sign-in.
    private interface Step {
        void take(Provider provider, ServerRequest request, ServerResponse response);
    }

    private void walk(ServerRequest request, ServerResponse response, Step step) {
        var path = request.path().pathParameters();
        var provider = providers.get(path.get("connector") + "/" + path.get("auth"));
        if (provider == null) {
            BrowserAnswer.unknown(response);
            return;
        }
        try {
            step.take(provider, request, response);
        } catch (ConnectorException e) {
            if (e.httpStatus() >= 500) {
                var cause = e.getCause() == null ? "" : " " + e.getCause().getMessage();
                warnings.accept(
                        "sign-in at " + provider.id() + " failed: " + e.getMessage() + cause);
            }
            BrowserAnswer.failed(response, e.httpStatus(), e.getMessage());
        }
    }

    private void begin(Provider provider, ServerRequest request, ServerResponse response) {
        var target = target(BrowserQuery.redirectUrl(query(request)));
        var base = base(request);
        var metadata = discovery.of(provider);
        var state = seal.issue(provider.id());
        var pending =
                new Pending(
                        seal.unguessable(),
                        base.text() + "/v1/auth/" + provider.id() + "/callback",
                        target);
        var cookies =
                new SigninCookies(request.headers().all(HeaderNames.COOKIE, List::of))
                        .begin(
                                state,
                                base.https(),
                                seal.seal(state, pending),
                                settings.stateLifetime());
        response.header(HeaderValues.create(HeaderNames.SET_COOKIE, cookies));
        BrowserAnswer.lead(
                response, authorization(metadata.authorization(), provider, state, pending));
    }

    private void end(Provider provider, ServerRequest request, ServerResponse response) {
        var https = base(request).https();
        var answer = BrowserQuery.parameters(query(request));
        var state = callback.state(provider, answer);
        response.header(
                HeaderValues.create(HeaderNames.SET_COOKIE, SigninCookies.end(state, https)));
        var kept =
                new SigninCookies(request.headers().all(HeaderNames.COOKIE, List::of))
                        .of(state, https);
        BrowserAnswer.lead(response, callback.answer(provider, state, kept, answer));
    }

    private WebUrl target(String text) {
        if (settings.redirectOrigins().isEmpty()) {
            throw SigninFailure.refused(
                    "Sign-in is closed: signin.redirect-origins of this proxy lists no origin that may receive the answer.");
        }
        return WebUrl.parse(text)
                .filter(it -> settings.redirectOrigins().contains(it.origin()))
                .orElseThrow(() ->
                        SigninFailure.refused(
                                "The redirect_url in the link to this page leads to an origin that signin.redirect-origins of this proxy does not list."));
    }

    /// Without the setting, only a name of this very machine is believed: any other `Host` may be made up.
    private WebUrl base(ServerRequest request) {
        return settings.callbackBaseUrl()
                .or(() ->
                        request.headers()
                                .first(HeaderNames.HOST)
                                .flatMap(it -> WebUrl.parse("http://" + it))
                                .filter(it -> it.rest().isEmpty() && it.onLoopback()))
                .orElseThrow(() ->
                        SigninFailure.misconfigured(
                                "signin.callback-base-url of this proxy is not set, so it does not know its own address."));
    }

    private static WebUrl authorization(
            WebUrl endpoint, Provider provider, State state, Pending pending) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", provider.client().id());
        parameters.put("redirect_uri", pending.callback());
        if (!provider.scopes().isEmpty()) {
            parameters.put("scope", String.join(" ", provider.scopes()));
        }
        parameters.put("state", state.text());
        parameters.put("code_challenge", Seal.challenge(pending.verifier()));
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(provider.extra());
        var url = endpoint;
        for (var it : parameters.entrySet()) {
            url = url.with(it.getKey(), it.getValue());
        }
        return url;
    }

    private static String query(ServerRequest request) {
        return request.prologue().query().rawValue();
    }
}
