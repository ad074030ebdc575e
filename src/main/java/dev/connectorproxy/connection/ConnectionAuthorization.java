package dev.connectorproxy.connection;

import dev.connectorproxy.secrets.SecretOrigin;
import dev.connectorproxy.secrets.SecretScope;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ClientCertificate;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Adds the credentials of a connection to the requests of one call that go to an origin of the connection. Thread-safe.
///
/// What this takes for the origin of a URL is checked again by the egress, which finds the credentials in the request and asks
/// the policy of `scope` whether they may go where the request really goes.
final class ConnectionAuthorization implements Call.Authorization {
    private static final int UNAUTHORIZED = 401;

    private final CredentialSource source;
    private final ConnectionFields fields;
    private final Set<SecretOrigin> origins;
    private final SecretScope scope;
    private final boolean strict;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicReference<ConnectorException> mistake = new AtomicReference<>();

    /// @param strict whether the call names the connection, so that its first request must go to an origin of the
    ///     connection, and have no credentials of its own
    ConnectionAuthorization(
            CredentialSource source,
            ConnectionFields fields,
            Set<SecretOrigin> origins,
            SecretScope scope,
            boolean strict) {
        this.source = source;
        this.fields = fields;
        this.origins = Set.copyOf(origins);
        this.scope = scope;
        this.strict = strict;
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call, Egress egress) {
        boolean first = begun.compareAndSet(false, true);
        if (!mayReceive(request.url())) {
            if (strict && first) {
                throw new ConnectorException(
                        ErrorCode.EGRESS_BLOCKED,
                        "the connection '%s' is for other origins than that of the request"
                                .formatted(fields.connection()));
            }
            return egress.send(request, call);
        }
        var credential = source.current(fields, call);
        if (credential.isSetIn(request)) {
            return withOwn(request, call, egress, credential);
        }
        var response = send(request, call, egress, credential);
        if (response.status() != UNAUTHORIZED) {
            return response;
        }
        return source.afterRefusal(credential, fields, call)
                .map(other -> send(request, call, egress, other))
                .orElse(response);
    }

    @Override
    public Optional<ClientCertificate> certificate(String origin) {
        return mayReceive(origin) ? source.certificate(fields) : Optional.empty();
    }

    private HttpResponse withOwn(
            HttpRequest request, Call call, Egress egress, RequestCredential credential) {
        if (strict) {
            mistake.set(
                    new ConnectorException(
                            ErrorCode.INVALID_PARAMETERS,
                            "a call with a connection must not set '%s' itself"
                                    .formatted(credential.name())));
            throw mistake.get();
        }
        return egress.send(request, call);
    }

    /// Called after the command, which may have reported the failure as another one.
    ///
    /// @throws ConnectorException `InvalidParameters`: a request had credentials of its own
    void requireNoMistake() {
        if (mistake.get() != null) {
            throw mistake.get();
        }
    }

    private HttpResponse send(
            HttpRequest request, Call call, Egress egress, RequestCredential credential) {
        scope.add(credential.secrets(), origins);
        return egress.send(credential.addTo(request), call);
    }

    private boolean mayReceive(String url) {
        var target =
                HttpOrigin.ofUrl(withoutFragment(url))
                        .flatMap(origin -> SecretOrigin.parse(origin.toString()));
        return target.isPresent()
                && origins.stream().anyMatch(origin -> origin.includes(target.get()));
    }

    private static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }
}
