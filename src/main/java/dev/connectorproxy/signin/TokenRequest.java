package dev.connectorproxy.signin;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.toolkit.PercentCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
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
        var headers =
                new ArrayList<>(
                        List.of(
                                new Header("Content-Type", "application/x-www-form-urlencoded"),
                                new Header("Accept", "application/json")));
        switch (ClientAuthentication.of(client, metadata.authenticationMethods())) {
            case BASIC -> headers.add(new Header("Authorization", basic(client)));
            case POST -> {
                form.put("client_id", client.id());
                form.put("client_secret", client.secret().orElseThrow().value());
            }
            case NONE -> form.put("client_id", client.id());
        }
        return new HttpRequest(
                "POST",
                metadata.token().toText(),
                headers,
                Optional.of(
                        PercentCodec.encodeFields(form, PercentCodec.UNRESERVED)
                                .getBytes(StandardCharsets.US_ASCII)),
                Redirects.RETURN,
                Retries.NONE);
    }

    /// HTTP Basic credentials; both parts are percent-encoded before they are joined (RFC 6749, section 2.3.1).
    private static String basic(OAuthProvider.Client client) {
        var pair =
                PercentCodec.encode(client.id())
                        + ":"
                        + PercentCodec.encode(client.secret().orElseThrow().value());
        return "Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }
}
