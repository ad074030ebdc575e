package dev.connectorproxy.security;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Security;
import io.helidon.security.SecurityResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Says who calls, by the API key shown. A key is authenticated by Helidon Security when it is shown for the first time;
/// from then on its digest tells who it is, which is a tenth of the work of a whole call less. Thread-safe.
public final class Gatekeeper {
    /// The request header that carries the key.
    public static final String HEADER = ApiKeyProvider.HEADER;

    private final Optional<Security> security;
    private final Map<String, Caller> callers;
    private final Map<ByteBuffer, Caller> known = new ConcurrentHashMap<>(); // at most one per key
    private final Caller anyone;

    public Gatekeeper(SecuritySettings settings) {
        this.security =
                settings.keyRequired()
                        ? Optional.of(
                                Security.builder()
                                        .addAuthenticationProvider(
                                                new ApiKeyProvider(settings.keys()))
                                        .disableTracing()
                                        .build())
                        : Optional.empty();
        this.anyone =
                settings.secretsWithoutKey().isEmpty()
                        ? Caller.ANYONE
                        : new Caller(Optional.empty(), List.of("*"), settings.secretsWithoutKey());
        this.callers =
                settings.keys().stream()
                        .map(it ->
                                new Caller(
                                        Optional.of(it.name()),
                                        it.commands(),
                                        it.secrets(),
                                        it.scopes()))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        it -> it.key().orElseThrow(), Function.identity()));
    }

    /// The caller who shows these values of [#HEADER]; empty for one who may not come in.
    ///
    /// @param path of the request, for the security context
    public Optional<Caller> admit(String path, List<String> shown) {
        if (security.isEmpty()) {
            return Optional.of(anyone);
        }
        if (shown.size() != 1 || shown.getFirst().length() > ApiKey.LONGEST) {
            return Optional.empty();
        }
        var digest = ByteBuffer.wrap(ApiKey.digest(shown.getFirst()));
        return Optional.ofNullable(known.get(digest))
                .or(() -> {
                    var caller = first(security.get(), path, shown);
                    caller.ifPresent(it -> known.put(digest, it));
                    return caller;
                });
    }

    /// Who has the key of that name, or calls without any, as far as such a caller may come in.
    public Optional<Caller> caller(Optional<String> key) {
        return security.isEmpty()
                ? Optional.of(anyone)
                : key.flatMap(it -> Optional.ofNullable(callers.get(it)));
    }

    private Optional<Caller> first(Security security, String path, List<String> shown) {
        var response = authenticate(security, path, shown);
        return response.status() == SecurityResponse.SecurityStatus.SUCCESS
                ? response.user().map(it -> callers.get(it.principal().getName()))
                : Optional.empty();
    }

    private static AuthenticationResponse authenticate(
            Security security, String path, List<String> shown) {
        var environment = security.environmentBuilder().path(path).header(HEADER, shown).build();
        return security.contextBuilder(path).env(environment).build().atnClientBuilder().submit();
    }
}
