package dev.connectorproxy.signin;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.toolkit.OAuthRequest;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Builds the access token request, which exchanges a code for tokens (RFC 6749, section 4.1.3).
final class TokenRequest {
    private TokenRequest() {}

    static HttpRequest of(
            ProviderMetadata metadata,
            OAuthProvider.Client client,
            String code,
            PendingSignIn pending) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", pending.redirectUri());
        form.put("code_verifier", pending.verifier());
        var authorization = Optional.<String>empty();
        switch (ClientAuthentication.of(client, metadata.authenticationMethods())) {
            case BASIC ->
                    authorization =
                            Optional.of(
                                    OAuthRequest.basic(
                                            client.id(), client.secret().orElseThrow().value()));
            case POST -> {
                form.put("client_id", client.id());
                form.put("client_secret", client.secret().orElseThrow().value());
            }
            case NONE -> form.put("client_id", client.id());
        }
        return OAuthRequest.of(metadata.token().toText(), form, authorization);
    }
}
