package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import java.util.Set;

/// How the proxy proves to a token endpoint which client it is (OpenID Connect Core, section 9).
enum ClientAuthentication {
    /// The secret in the `Authorization` header (`client_secret_basic`).
    BASIC,
    /// The secret in the form (`client_secret_post`).
    POST,
    /// No secret, for a public client.
    NONE;

    /// What the settings say, or else what the provider supports.
    ///
    /// @param supported `token_endpoint_auth_methods_supported` of its metadata; empty if it is absent, which means
    ///     `client_secret_basic` (RFC 8414, section 2)
    /// @throws ConnectorException 502 when it supports nothing that can be done with a secret
    static ClientAuthentication of(OAuthProvider.Client client, Set<String> supported) {
        if (client.secret().isEmpty()) {
            return NONE;
        }
        if (client.authentication().isPresent()) {
            return client.authentication().get();
        }
        if (supported.isEmpty() || supported.contains("client_secret_basic")) {
            return BASIC;
        }
        if (supported.contains("client_secret_post")) {
            return POST;
        }
        if (supported.contains("none")) {
            return NONE;
        }
        throw SigninFailure.badGateway(
                "The provider supports neither client_secret_basic nor client_secret_post.");
    }
}
