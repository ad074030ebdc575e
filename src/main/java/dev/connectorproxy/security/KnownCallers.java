package dev.connectorproxy.security;

import dev.connectorproxy.security.ApiKeyProvider.Credential;
import io.helidon.http.Headers;
import io.helidon.security.Security;
import io.helidon.security.SecurityContext;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The callers under one set of API keys and networks. Helidon Security authenticates a key when it is first received; later requests
/// with the key share the security context, found by the digest of the key, because an authentication costs a tenth of
/// the CPU time of a whole call. Thread-safe.
final class KnownCallers {
    private final Security security;
    private final boolean keyRequired;
    private final Caller withoutKey;
    private final ClientAddress addresses;
    private final Map<NetworkCaller, Caller> networks = new LinkedHashMap<>(); // not changed later
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
        this.addresses = new ClientAddress(settings.trustedProxies());
        settings.networks()
                .forEach(network -> networks.put(network, authenticate(network::equals)));
    }

    /// The caller of that name (see [Caller#key]), or without one; unknown if such a caller is not allowed.
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
        var caller =
                authenticate(
                        identity -> identity instanceof HashedApiKey key && key.matches(digest));
        if (caller.isKnown()) {
            authenticated.put(ByteBuffer.wrap(digest), caller);
        }
        return caller;
    }

    boolean hasNetworks() {
        return !networks.isEmpty();
    }

    /// The caller of the first network that has the address from which a request without a key comes.
    ///
    /// @param peer the other end of the connection
    Caller identify(SocketAddress peer, Headers headers) {
        return addresses.of(peer, headers).flatMap(this::ofNetwork).orElse(withoutKey);
    }

    private Optional<Caller> ofNetwork(InetAddress address) {
        return networks.entrySet().stream()
                .filter(network -> network.getKey().contains(address))
                .findFirst()
                .map(Map.Entry::getValue);
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
