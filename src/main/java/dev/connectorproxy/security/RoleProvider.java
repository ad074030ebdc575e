package dev.connectorproxy.security;

import io.helidon.security.AuthorizationResponse;
import io.helidon.security.ProviderRequest;
import io.helidon.security.SecurityResponse.SecurityStatus;
import io.helidon.security.Subject;
import io.helidon.security.spi.AuthorizationProvider;

/// Decides by the [RoleGrant]s of a subject. The object of an authorization is the role that it needs.
final class RoleProvider implements AuthorizationProvider {
    @Override
    public AuthorizationResponse authorize(ProviderRequest request) {
        var role = request.getObject().map(Object::toString).orElseThrow();
        var user = request.securityContext().userName();
        return request.securityContext().isUserInRole(role)
                ? AuthorizationResponse.permit()
                : AuthorizationResponse.builder()
                        .status(SecurityStatus.FAILURE)
                        .description("API key '%s' lacks the role %s".formatted(user, role))
                        .build();
    }

    @Override
    public boolean isUserInRole(Subject subject, String role) {
        return subject.grantsByType(RoleGrant.TYPE).stream()
                .anyMatch(grant -> grant instanceof RoleGrant roles && roles.includes(role));
    }
}
