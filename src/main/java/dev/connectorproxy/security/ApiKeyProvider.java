package dev.connectorproxy.security;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Principal;
import io.helidon.security.ProviderRequest;
import io.helidon.security.spi.AuthenticationProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Authenticates by the header `Spiff-Connector-Proxy-Api-Key`. The digest of the received key is compared with those
/// of all keys, so that the time taken reveals nothing about them.
final class ApiKeyProvider implements AuthenticationProvider {
    static final String HEADER = "Spiff-Connector-Proxy-Api-Key";

    private final List<HashedApiKey> keys;

    ApiKeyProvider(List<HashedApiKey> keys) {
        this.keys = List.copyOf(keys);
    }

    @Override
    public AuthenticationResponse authenticate(ProviderRequest request) {
        return shown(request.env().headers())
                .flatMap(this::match)
                .map(key -> AuthenticationResponse.success(Principal.create(key.name())))
                .orElseGet(() -> AuthenticationResponse.failed("no such API key"));
    }

    private Optional<HashedApiKey> match(String received) {
        var digest = HashedApiKey.digest(received);
        var found = Optional.<HashedApiKey>empty();
        for (var key : keys) {
            if (key.matches(digest)) {
                found = Optional.of(key);
            }
        }
        return found;
    }

    /// The key, if the header has exactly one value. Header names are case-insensitive.
    private static Optional<String> shown(Map<String, List<String>> headers) {
        var values = headers.getOrDefault(HEADER, List.of());
        return values.size() == 1 && values.getFirst().length() <= HashedApiKey.MAX_LENGTH
                ? Optional.of(values.getFirst())
                : Optional.empty();
    }
}
