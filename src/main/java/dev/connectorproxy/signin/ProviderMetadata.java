package dev.connectorproxy.signin;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The authorization server metadata of a provider (RFC 8414).
///
/// @param authorization the authorization endpoint
/// @param token the token endpoint
/// @param issuer the required value of `iss` in authorization responses, if known
/// @param authenticationMethods `token_endpoint_auth_methods_supported`; empty if unknown
/// @param issuerSent whether the provider sends `iss` in every authorization response (RFC 9207, section 3)
record ProviderMetadata(
        WebUrl authorization,
        WebUrl token,
        Set<String> authenticationMethods,
        Optional<String> issuer,
        boolean issuerSent) {
    ProviderMetadata {
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(issuer, "issuer");
        authenticationMethods = Set.copyOf(authenticationMethods);
    }
}
