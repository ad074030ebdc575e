package dev.connectorproxy.security;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Principal;
import io.helidon.security.ProviderRequest;
import io.helidon.security.Subject;
import io.helidon.security.spi.AuthenticationProvider;
import java.util.List;

/// Authenticates by API key: the object of an authentication is a [Credential]. The subject of a key has its name and
/// its roles. Without keys everybody is the same subject, whose name is empty.
record ApiKeyProvider(SecuritySettings settings) implements AuthenticationProvider {

    /// What identifies a key, such as its digest.
    interface Credential {
        boolean identifies(HashedApiKey key);
    }

    /// Tries all keys, so that the time taken reveals nothing about them.
    @Override
    public AuthenticationResponse authenticate(ProviderRequest request) {
        if (!settings.keyRequired()) {
            return success("", settings.rolesWithoutKey());
        }
        var credential = (Credential) request.getObject().orElseThrow();
        return settings.keys().stream()
                .filter(credential::identifies)
                .reduce((_, last) -> last)
                .map(key -> success(key.name(), key.roles()))
                .orElseGet(() -> AuthenticationResponse.failed("no such API key"));
    }

    private static AuthenticationResponse success(String name, List<String> roles) {
        var subject = Subject.builder().principal(Principal.create(name));
        roles.stream().map(RoleGrant::new).forEach(subject::addGrant);
        return AuthenticationResponse.success(subject.build());
    }
}
