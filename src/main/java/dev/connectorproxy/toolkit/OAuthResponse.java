package dev.connectorproxy.toolkit;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Responses of token endpoints (RFC 6749, section 5), as providers send them.
public final class OAuthResponse {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_DEPTH = 32;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ACCESS_TOKEN = "access_token";

    private OAuthResponse() {}

    /// The body as JSON, whatever its label. A form becomes an object: GitHub sends one unless the request asks for JSON, and
    /// others label theirs as text/plain or text/html.
    ///
    /// @return empty if it is neither JSON nor a form
    /// @throws ConnectorException `InvalidParameters`: it is a form that cannot be read, or has a field twice
    public static Optional<JsonText> parse(HttpResponse response) {
        return JsonText.of(response.body(), MAX_DEPTH).or(() -> form(response));
    }

    /// The object with the token: the whole one, or the member `authed_user`, where Slack has the token of a person who
    /// signed in without scopes for a bot. Empty if there is no token.
    public static Optional<JsonObject> grant(JsonObject object) {
        if (hasToken(object)) {
            return Optional.of(object);
        }
        return object.get("authed_user") instanceof JsonObject user && hasToken(user)
                ? Optional.of(user)
                : Optional.empty();
    }

    private static boolean hasToken(JsonObject object) {
        return object.get(ACCESS_TOKEN) instanceof JsonString token && !token.getString().isEmpty();
    }

    private static Optional<JsonText> form(HttpResponse response) {
        var text = new String(response.body(), StandardCharsets.UTF_8).strip();
        boolean labelled =
                response.header("Content-Type").filter(type -> type.startsWith(FORM)).isPresent();
        if (!labelled && !looksLikeForm(text)) {
            return Optional.empty();
        }
        try {
            var object = JSON.createObjectBuilder();
            PercentCodec.decodeFields(text).forEach(object::add);
            return JsonText.of(JsonText.toUtf8(object.build().toString()), MAX_DEPTH);
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS, "the form " + e.getMessage(), e);
        }
    }

    private static boolean looksLikeForm(String text) {
        var fields = "&" + text;
        return (fields.contains("&" + ACCESS_TOKEN + "=") || fields.contains("&error="))
                && fields.chars().noneMatch(c -> c <= ' ' || c == '<');
    }
}
