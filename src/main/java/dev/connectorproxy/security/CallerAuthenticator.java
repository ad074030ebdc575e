package dev.connectorproxy.security;

import dev.connectorproxy.security.ApiKeyProvider.Credential;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.security.Security;
import io.helidon.security.SecurityContext;
import io.helidon.webserver.http.ServerRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

    public CallerAuthenticator(SecuritySettings settings) {
        this(settings, new AuditLog());
    }

    CallerAuthenticator(SecuritySettings settings, AuditLog auditLog) {
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
