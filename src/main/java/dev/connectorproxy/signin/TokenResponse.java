package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.toolkit.OAuthResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Converts the response of a token endpoint to the JSON for SpiffArena: the provider's own object with its numbers
/// unchanged.
final class TokenResponse {
    private TokenResponse() {}

    /// The token response as compact JSON.
    ///
    /// @throws ConnectorException 502 when it contains no token; the message gives the reason without secrets
    static String toJson(HttpResponse response) {
        if (response.body().length > OAuthResponse.MAX_BYTES) {
            throw SigninFailure.badGateway("The provider's answer is too long.");
        }
        try {
            var text = OAuthResponse.parse(response);
            var object = text.flatMap(OAuthResponse::object);
            boolean good = response.status() >= 200 && response.status() <= 299;
            if (!good || object.flatMap(OAuthResponse::grant).isEmpty()) {
                throw refused(response.status(), object.flatMap(OAuthResponse::errorCode));
            }
            return new String(text.orElseThrow().compact(), StandardCharsets.UTF_8);
        } catch (ConnectorException e) {
            // 400 comes from the parsers: an invalid form, or a JSON number or escape that cannot
            // be read
            throw e.httpStatus() == 400
                    ? SigninFailure.badGateway("The provider's answer is not readable.", e)
                    : e;
        }
    }

    private static ConnectorException refused(int status, Optional<String> error) {
        var reason = error.map(code -> code + ", status " + status).orElse("status " + status);
        return SigninFailure.badGateway("The provider gave no token (" + reason + ").");
    }
}
