package dev.connectorproxy.security;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Security;
import io.helidon.security.SecurityResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Says who calls, by the API key shown. Thread-safe.
public final class Gatekeeper {
    /// The request header that carries the key.
    public static final String HEADER = ApiKeyProvider.HEADER;

    private final Optional<Security> security;
    private final Map<String, Caller> callers;

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
        this.callers =
                settings.keys().stream()
                        .map(it -> new Caller(Optional.of(it.name()), it.commands()))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        it -> it.key().orElseThrow(), Function.identity()));
    }

    /// The caller who shows these values of [#HEADER]; empty for one who may not come in.
    ///
    /// @param path of the request, for the security context
    public Optional<Caller> admit(String path, List<String> shown) {
        if (security.isEmpty()) {
            return Optional.of(Caller.ANYONE);
        }
        var response = authenticate(security.get(), path, shown);
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
