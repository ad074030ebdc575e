package dev.connectorproxy.declarative;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.toolkit.OAuthRequest;
import dev.connectorproxy.toolkit.OAuthResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A request for a new access token (RFC 6749, section 6). `toString` does not contain the form.
///
/// @param url evaluated when the request is sent
/// @param form with credentials
record RenewalRequest(Supplier<Optional<String>> url, Map<String, String> form, Call call) {
    /// The token; empty if there is none, for whatever reason: the response that asked for a new one says enough.
    Optional<String> send(Egress egress) {
        try {
            return url.get()
                    .map(tokenUrl -> OAuthRequest.of(tokenUrl, form, Optional.empty()))
                    .map(request -> egress.send(request, call))
                    .filter(response -> response.status() == 200)
                    .flatMap(RenewalRequest::token);
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> token(HttpResponse response) {
        return OAuthResponse.object(response)
                .flatMap(OAuthResponse::grant)
                .map(grant -> grant.getString("access_token"))
                .filter(token -> token.matches("[!-~]+"));
    }

    @Override
    public String toString() {
        return "RenewalRequest[" + form.get("grant_type") + "]";
    }
}
