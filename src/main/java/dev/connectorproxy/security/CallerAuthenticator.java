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

/// Identifies callers by their API key. Helidon Security authenticates a key when it is first received; after that its
/// digest is looked up, which saves a tenth of the CPU time of a whole call. Thread-safe.
public final class CallerAuthenticator {
    /// The request header with the API key.
    public static final String HEADER = ApiKeyProvider.HEADER;

    private final Optional<Security> security;
    private final Map<String, Caller> callers;
    private final Map<ByteBuffer, Caller> authenticated =
            new ConcurrentHashMap<>(); // at most one per key
    private final Caller anyone;

    public CallerAuthenticator(SecuritySettings settings) {
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
                        .map(key ->
                                new Caller(
                                        Optional.of(key.name()),
                                        key.commands(),
                                        key.secrets(),
                                        key.scopes()))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        caller -> caller.key().orElseThrow(), Function.identity()));
    }

    /// The caller who sends these values of [#HEADER]; empty if the key is missing or invalid.
    ///
    /// @param path of the request, for the security context
    public Optional<Caller> identify(String path, List<String> values) {
        if (security.isEmpty()) {
            return Optional.of(anyone);
        }
        if (values.size() != 1 || values.getFirst().length() > HashedApiKey.MAX_LENGTH) {
            return Optional.empty();
        }
        var digest = ByteBuffer.wrap(HashedApiKey.digest(values.getFirst()));
        return Optional.ofNullable(authenticated.get(digest))
                .or(() -> {
                    var caller = authenticateNew(security.get(), path, values);
                    caller.ifPresent(found -> authenticated.put(digest, found));
                    return caller;
                });
    }

    /// The caller with the key of that name, or without a key; empty if such a caller is not allowed under the current
    /// settings.
    public Optional<Caller> caller(Optional<String> key) {
        return security.isEmpty()
                ? Optional.of(anyone)
                : key.flatMap(name -> Optional.ofNullable(callers.get(name)));
    }

    private Optional<Caller> authenticateNew(Security security, String path, List<String> values) {
        var response = authenticate(security, path, values);
        return response.status() == SecurityResponse.SecurityStatus.SUCCESS
                ? response.user().map(subject -> callers.get(subject.principal().getName()))
                : Optional.empty();
    }

    private static AuthenticationResponse authenticate(
            Security security, String path, List<String> values) {
        var environment = security.environmentBuilder().path(path).header(HEADER, values).build();
        return security.contextBuilder(path).env(environment).build().atnClientBuilder().submit();
    }
}
