package dev.connectorproxy.security;

import dev.connectorproxy.security.ApiKeyProvider.Credential;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.security.Security;
import io.helidon.security.SecurityContext;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Identifies callers by their API key. Helidon Security authenticates a key when it is first received; later requests
/// with the key share the security context, found by the digest of the key, because an authentication costs a tenth of
/// the CPU time of a whole call. Thread-safe.
public final class CallerAuthenticator {
    /// The request header with the API key.
    public static final String HEADER = "Spiff-Connector-Proxy-Api-Key";

    private static final HeaderName HEADER_NAME = HeaderNames.create(HEADER);

    private final Security security;
    private final boolean keyRequired;
    private final Caller withoutKey;
    private final Map<ByteBuffer, Caller> authenticated =
            new ConcurrentHashMap<>(); // at most one per key
    private final RefusalLog refusals;
    private final GuessDelay guesses;

    /// @param warnings receives lines about requests without a valid key; must not block
    public CallerAuthenticator(SecuritySettings settings, Consumer<String> warnings) {
        this(settings, new AuditLog(), new RefusalLog(warnings), new GuessDelay());
    }

    CallerAuthenticator(
            SecuritySettings settings, AuditLog auditLog, RefusalLog refusals, GuessDelay guesses) {
        this.refusals = refusals;
        this.guesses = guesses;
        this.security =
                Security.builder()
                        .addAuthenticationProvider(new ApiKeyProvider(settings))
                        .addAuthorizationProvider(new RoleProvider())
                        .addAuditProvider(auditLog)
                        .disableTracing()
                        .build();
        this.keyRequired = settings.keyRequired();
        this.withoutKey = keyRequired ? new Caller(newContext()) : authenticate(_ -> false);
    }

    /// The caller who sent the request; unknown if the key is missing or invalid. Its security context is registered in
    /// the request's context, for [Caller#of].
    public Caller identify(ServerRequest request) {
        var caller = identify(request.headers());
        request.context().register(caller.context());
        return caller;
    }

    /// The caller who sent a request with these headers; unknown if the key is missing or invalid.
    public Caller identify(Headers headers) {
        return identify(headers.all(HEADER_NAME, List::of));
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

    /// The caller with the key of that name, or without a key; unknown if such a caller is not allowed under the
    /// current settings.
    public Caller caller(Optional<String> key) {
        return key.isEmpty() || !keyRequired
                ? withoutKey
                : authenticate(known -> known.name().equals(key.get()));
    }

    /// @param values of the header [#HEADER]
    Caller identify(List<String> values) {
        if (!keyRequired
                || values.size() != 1
                || values.getFirst().length() > HashedApiKey.MAX_LENGTH) {
            return withoutKey;
        }
        var digest = HashedApiKey.digest(values.getFirst());
        var known = authenticated.get(ByteBuffer.wrap(digest));
        if (known != null) {
            return known;
        }
        var caller = authenticate(key -> key.matches(digest));
        if (caller.isKnown()) {
            authenticated.put(ByteBuffer.wrap(digest), caller);
        }
        return caller;
    }

    private Caller authenticate(Credential credential) {
        var context = newContext();
        context.atnClientBuilder().object(credential).submit();
        return new Caller(context);
    }

    /// Without a request, because several requests share it, and because their headers contain the key.
    private SecurityContext newContext() {
        return security.contextBuilder("caller").env(security.environmentBuilder().build()).build();
    }
}
