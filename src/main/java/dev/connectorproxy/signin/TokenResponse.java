package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Converts the response of a token endpoint to the JSON for SpiffArena: the provider's own object with its numbers
/// unchanged.
final class TokenResponse {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_DEPTH = 32;
    private static final String FORM = "application/x-www-form-urlencoded";

    private TokenResponse() {}

    /// The token response as compact JSON.
    ///
    /// @throws ConnectorException 502 when it contains no token; the message gives the reason without secrets
    static String toJson(HttpResponse response) {
        if (response.body().length > MAX_BYTES) {
            throw SigninFailure.badGateway("The provider's answer is too long.");
        }
        try {
            var text = JsonText.of(response.body(), MAX_DEPTH).or(() -> formToJson(response));
            var object =
                    text.map(JsonText::value)
                            .filter(JsonObject.class::isInstance)
                            .map(JsonObject.class::cast);
            boolean good = response.status() >= 200 && response.status() <= 299;
            if (!good || object.filter(TokenResponse::hasToken).isEmpty()) {
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

    /// Slack nests the token of a person who signed in without scopes for a bot.
    private static boolean hasToken(JsonObject object) {
        return text(object, "access_token").isPresent()
                || object.get("authed_user") instanceof JsonObject user
                        && text(user, "access_token").isPresent();
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

    /// GitHub sends a form unless the request asks for JSON. Others label theirs as text/plain or text/html.
    private static Optional<JsonText> formToJson(HttpResponse response) {
        var form = new String(response.body(), StandardCharsets.UTF_8).strip();
        boolean labelled =
                response.header("Content-Type").filter(type -> type.startsWith(FORM)).isPresent();
        if (!labelled && !looksLikeForm(form)) {
            return Optional.empty();
        }
        var object = JSON.createObjectBuilder();
        BrowserQuery.parameters(form).forEach(object::add);
        return JsonText.of(object.build().toString().getBytes(StandardCharsets.UTF_8), MAX_DEPTH);
    }

    private static boolean looksLikeForm(String text) {
        var fields = "&" + text;
        return (fields.contains("&access_token=") || fields.contains("&error="))
                && fields.chars().noneMatch(c -> c <= ' ' || c == '<');
    }
}
