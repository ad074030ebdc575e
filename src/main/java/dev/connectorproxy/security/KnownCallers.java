package dev.connectorproxy.security;

import dev.connectorproxy.security.ApiKeyProvider.Credential;
import io.helidon.security.Security;
import io.helidon.security.SecurityContext;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The callers under one set of API keys. Helidon Security authenticates a key when it is first received; later requests
/// with the key share the security context, found by the digest of the key, because an authentication costs a tenth of
/// the CPU time of a whole call. Thread-safe.
final class KnownCallers {
    private final Security security;
    private final boolean keyRequired;
    private final Caller withoutKey;
    private final Map<ByteBuffer, Caller> authenticated =
            new ConcurrentHashMap<>(); // at most one per key

    KnownCallers(SecuritySettings settings, AuditLog auditLog) {
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

    /// The caller with the key of that name, or without a key; unknown if such a caller is not allowed.
    Caller named(Optional<String> key) {
        return key.isEmpty() || !keyRequired
                ? withoutKey
                : authenticate(known -> known.name().equals(key.get()));
    }

    /// @param values of the header [CallerAuthenticator#HEADER]
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
