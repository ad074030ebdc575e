package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.toolkit.OAuthResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Converts the response of a token endpoint to the JSON for SpiffArena: the provider's own object with its numbers
/// unchanged.
final class TokenResponse {
    private static final int MAX_BYTES = 64 << 10;

    private TokenResponse() {}

    /// The token response as compact JSON.
    ///
    /// @throws ConnectorException 502 when it contains no token; the message gives the reason without secrets
    static String toJson(HttpResponse response) {
        if (response.body().length > MAX_BYTES) {
            throw SigninFailure.badGateway("The provider's answer is too long.");
        }
        try {
            var text = OAuthResponse.parse(response);
            var object =
                    text.map(JsonText::value)
                            .filter(JsonObject.class::isInstance)
                            .map(JsonObject.class::cast);
            boolean good = response.status() >= 200 && response.status() <= 299;
            if (!good || object.flatMap(OAuthResponse::grant).isEmpty()) {
                throw refused(response.status(), object.flatMap(it -> text(it, "error")));
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

    /// The message repeats the provider's error only if it is a plain code such as `invalid_grant`.
    private static ConnectorException refused(int status, Optional<String> error) {
        var reason =
                error.filter(code -> code.matches("[a-z_]{1,40}"))
                        .map(code -> code + ", status " + status)
                        .orElse("status " + status);
        return SigninFailure.badGateway("The provider gave no token (" + reason + ").");
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}
