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

    /// The length of the longest response that is read.
    public static final int MAX_BYTES = 64 << 10;

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

    /// The body as an object; empty if it is none, cannot be read, or has more bytes than a token response needs.
    public static Optional<JsonObject> object(HttpResponse response) {
        if (response.body().length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return parse(response).flatMap(OAuthResponse::object);
        } catch (ConnectorException _) { // a form, number or escape that cannot be read
            return Optional.empty();
        }
    }

    /// The value, if it is an object.
    ///
    /// @throws ConnectorException `InvalidParameters`: it has a number or an escape that cannot be read
    public static Optional<JsonObject> object(JsonText text) {
        return Optional.of(text.value())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    /// A member that is a text and not empty.
    public static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    /// The error that the endpoint names, only if it is a plain code such as `invalid_client`, which messages may repeat.
    public static Optional<String> errorCode(JsonObject object) {
        return text(object, "error").filter(code -> code.matches("[a-z_]{1,40}"));
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
        return text(object, ACCESS_TOKEN).isPresent();
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
