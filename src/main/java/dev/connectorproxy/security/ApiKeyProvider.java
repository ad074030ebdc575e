package dev.connectorproxy.security;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Principal;
import io.helidon.security.ProviderRequest;
import io.helidon.security.Subject;
import io.helidon.security.spi.AuthenticationProvider;
import java.util.List;

/// Authenticates by API key or network: the object of an authentication is a [Credential]. The subject has the name and
/// the roles of the key or network. Without any of them everybody is the same subject, whose name is empty.
record ApiKeyProvider(SecuritySettings settings) implements AuthenticationProvider {

    /// The attribute of a subject that has not shown a key.
    static final String KEYLESS = "keyless";

    /// What identifies a caller, such as the digest of its key.
    interface Credential {
        boolean identifies(Identity identity);
    }

    /// Tries all keys, so that the time taken reveals nothing about them.
    @Override
    public AuthenticationResponse authenticate(ProviderRequest request) {
        if (!settings.keyRequired()) {
            return success("", settings.rolesWithoutKey(), true);
        }
        var credential = (Credential) request.getObject().orElseThrow();
        return settings.identities()
                .filter(credential::identifies)
                .reduce((_, last) -> last)
                .map(known -> success(known.name(), known.roles(), known instanceof NetworkCaller))
                .orElseGet(() -> AuthenticationResponse.failed("no such API key"));
    }

    private static AuthenticationResponse success(
            String name, List<String> roles, boolean keyless) {
        var principal = Principal.builder().name(name).addAttribute(KEYLESS, keyless).build();
        var subject = Subject.builder().principal(principal);
        roles.stream().map(RoleGrant::new).forEach(subject::addGrant);
        return AuthenticationResponse.success(subject.build());
    }
}
