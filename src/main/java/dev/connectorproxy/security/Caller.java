package dev.connectorproxy.security;

import io.helidon.security.Principal;
import io.helidon.security.SecurityContext;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/// A caller: asks Helidon Security what its subject may do. An unknown caller may do nothing.
///
/// @param context authenticated, unless the caller is unknown; shared by the requests of a key, or of a network
public record Caller(SecurityContext context) {

    /// The caller of a request that a [CallerAuthenticator] has identified.
    public static Caller of(ServerRequest request) {
        return new Caller(request.context().get(SecurityContext.class).orElseThrow());
    }

    /// Whether the caller has a valid key or is in a network that needs none, or nobody needs one.
    public boolean isKnown() {
        return context.isAuthenticated();
    }

    /// The name of the key, or of the callers of that network without one; empty while everybody may call, and for an
    /// unknown caller.
    public Optional<String> key() {
        return context.userPrincipal().map(Principal::getName).filter(name -> !name.isEmpty());
    }

    /// Whether the caller has shown no key, so that any program, or page, that can reach this proxy could be the caller.
    public boolean isKeyless() {
        return context.userPrincipal()
                .flatMap(principal -> principal.abacAttribute(ApiKeyProvider.KEYLESS))
                .map(Boolean.TRUE::equals)
                .orElse(true);
    }

    public boolean mayRun(String commandId) {
        return isAuthorized(RoleGrant.command(commandId));
    }

    /// Whether lists show that command to this caller: those that it may run.
    public boolean maySee(String commandId) {
        return context.isUserInRole(RoleGrant.command(commandId));
    }

    public boolean mayRunEverything() {
        return maySee("*");
    }

    public boolean mayUse(String secret) {
        return isAuthorized(RoleGrant.secret(secret));
    }

    /// Whether calls and lists have that connection for this caller. Asked of every connection, so no audit event.
    public boolean mayUseConnection(String name) {
        return context.isUserInRole(RoleGrant.connection(name));
    }

    /// Whether this caller may see and manage the invocations of all callers.
    public boolean isAdmin() {
        return isAuthorized(RoleGrant.ADMIN);
    }

    /// An authorization that succeeds is an audit event, too, which costs more than to ask for the role.
    private boolean isAuthorized(String role) {
        return context.isUserInRole(role) || context.authorize(role).isPermitted();
    }
}
