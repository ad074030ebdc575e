package dev.connectorproxy.connection;

import static dev.connectorproxy.connection.ConnectionField.optional;
import static dev.connectorproxy.connection.ConnectionField.optionalSecret;
import static dev.connectorproxy.connection.ConnectionField.required;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Access tokens of OAuth 2, sent as `Authorization: Bearer`.
///
/// @param signedIn whether a person has signed in (authorization code grant), so that tokens are fetched with a refresh
///     token; otherwise the proxy asks as itself (client credentials grant)
record OAuthType(String name, boolean signedIn) implements ConnectionType {

    static OAuthType clientCredentials() {
        return new OAuthType("oauth2-client-credentials", false);
    }

    static OAuthType authorizationCode() {
        return new OAuthType("oauth2-authorization-code", true);
    }

    @Override
    public List<ConnectionField> fields() {
        var common =
                List.of(
                        optional("token-url"),
                        required("client-id"),
                        optionalSecret(ClientRotation.SECRET),
                        optionalSecret(ClientRotation.previous(ClientRotation.SECRET)),
                        optionalSecret(ClientRotation.KEY),
                        optionalSecret(ClientRotation.previous(ClientRotation.KEY)),
                        optional(ClientRotation.KEY_ID),
                        optional(ClientRotation.previous(ClientRotation.KEY_ID)),
                        optional("client-authentication"),
                        optional("scope"),
                        optional("audience"),
                        HttpType.TEST);
        return signedIn
                ? Stream.concat(
                                common.stream(),
                                Stream.of(
                                        optional("authorization-url"),
                                        optionalSecret("refresh-token")))
                        .toList()
                : common;
    }

    @Override
    public Optional<CredentialSource> newCredentials(TokenServices services) {
        var client = new TokenClient(services.egress(), services.clock());
        TokenEndpoint endpoint =
                signedIn
                        ? new RefreshGrant(client, services.refreshTokens())
                        : fields ->
                                client.fetch(fields, Map.of("grant_type", "client_credentials"));
        return Optional.of(new AccessTokens(endpoint, services.clock()));
    }

    /// Only tokens are sent, which are not known yet.
    @Override
    public Set<String> sentSecrets(ConnectionFields fields) {
        return Set.of();
    }

    @Override
    public boolean needsOrigins() {
        return true;
    }
}
