package dev.connectorproxy.security;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Identifies callers by their API key, or those that send none by their network, and refuses the others. Thread-safe.
public final class CallerAuthenticator {
    /// The request header with the API key.
    public static final String HEADER = "Spiff-Connector-Proxy-Api-Key";

    private static final HeaderName HEADER_NAME = HeaderNames.create(HEADER);

    private final AuditLog auditLog;
    private final RefusalLog refusals;
    private final GuessDelay guesses;
    private volatile KnownCallers callers;

    /// @param warnings receives lines about requests without a valid key; must not block
    public CallerAuthenticator(SecuritySettings settings, Consumer<String> warnings) {
        this(settings, new AuditLog(), new RefusalLog(warnings), new GuessDelay());
    }

    CallerAuthenticator(
            SecuritySettings settings, AuditLog auditLog, RefusalLog refusals, GuessDelay guesses) {
        this.auditLog = auditLog;
        this.refusals = refusals;
        this.guesses = guesses;
        this.callers = new KnownCallers(settings, auditLog);
    }

    /// Replaces all keys. Requests whose caller has been identified are not affected.
    public void replaceKeys(SecuritySettings settings) {
        callers = new KnownCallers(settings, auditLog);
    }

    /// The caller who sent the request; unknown if the key is missing or invalid. Its security context is registered in
    /// the request's context, for [Caller#of].
    public Caller identify(ServerRequest request) {
        var caller = identify(request.remotePeer().address(), request.headers());
        request.context().register(caller.context());
        return caller;
    }

    /// The caller who sent a request with these headers; unknown if the key is invalid, or missing and the network does
    /// not make up for it.
    ///
    /// @param peer the other end of the connection
    public Caller identify(SocketAddress peer, Headers headers) {
        var known = callers;
        return headers.contains(HEADER_NAME) || !known.hasNetworks()
                ? known.identify(headers.all(HEADER_NAME, List::of))
                : known.identify(peer, headers);
    }

    /// To be called before the response to a request whose caller is unknown. Counts the request for the log, and if it
    /// has a wrong key, blocks for the delay that its source has earned.
    ///
    /// @return the status to respond with: 401, or, if too many requests wait already, 429, for which the headers are
    ///     set. The connection is closed then, so that each further guess costs a new one
    public Status refuse(ServerRequest request, ServerResponse response) {
        var source = SourceAddress.of(request.remotePeer().address());
        refusals.add(source);
        if (!request.headers().contains(HEADER_NAME) || guesses.await(source)) {
            return Status.UNAUTHORIZED_401;
        }
        response.header(HeaderValues.CONNECTION_CLOSE)
                .header(HeaderNames.RETRY_AFTER, Long.toString(GuessDelay.MAX_DELAY.toSeconds()));
        return Status.TOO_MANY_REQUESTS_429;
    }

    /// The caller of that name (see [Caller#key]), or without one; unknown if such a caller is not allowed under the
    /// current settings.
    public Caller caller(Optional<String> key) {
        return callers.named(key);
    }

    /// @param values of the header [#HEADER]
    Caller identify(List<String> values) {
        return callers.identify(values);
    }
}
