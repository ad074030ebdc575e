package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a token endpoint answered, as the JSON that SpiffArena is handed: the provider's own object, digit for digit.
final class TokenAnswer {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int LARGEST = 64 << 10;
    private static final int DEEPEST = 32;

    private TokenAnswer() {}

    /// @throws ConnectorException there are no tokens in it; the message says why as far as that is no secret
    static String of(HttpResponse answer) {
        if (answer.body().length > LARGEST) {
            throw SigninFailure.badGateway("The provider's answer is too long.");
        }
        try {
            var text =
                    isForm(answer) ? converted(answer.body()) : JsonText.of(answer.body(), DEEPEST);
            var object =
                    text.map(JsonText::value)
                            .filter(JsonObject.class::isInstance)
                            .map(JsonObject.class::cast);
            boolean good = answer.status() >= 200 && answer.status() <= 299;
            if (!good || object.flatMap(it -> text(it, "access_token")).isEmpty()) {
                throw refused(answer.status(), object.flatMap(it -> text(it, "error")));
            }
            return new String(text.orElseThrow().compact(), StandardCharsets.UTF_8);
        } catch (ConnectorException e) {
            // of the JSON library: a number or an escape that it does not read
            throw e.httpStatus() == 400
                    ? SigninFailure.badGateway("The provider's answer is not readable.", e)
                    : e;
        }
    }

    /// The reason is repeated only if it is a plain code such as `invalid_grant`.
    private static ConnectorException refused(int status, Optional<String> error) {
        var why =
                error.filter(it -> it.matches("[a-z_]{1,40}"))
                        .map(it -> it + ", status " + status)
                        .orElse("status " + status);
        return SigninFailure.badGateway("The provider gave no token (" + why + ").");
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString it && !it.getString().isEmpty()
                ? Optional.of(it.getString())
                : Optional.empty();
    }

    /// GitHub's way, before it is asked for JSON.
    private static boolean isForm(HttpResponse answer) {
        return answer.header("Content-Type")
                .filter(it -> it.startsWith("application/x-www-form-urlencoded"))
                .isPresent();
    }

    private static Optional<JsonText> converted(byte[] form) {
        var object = JSON.createObjectBuilder();
        BrowserQuery.parameters(new String(form, StandardCharsets.UTF_8)).forEach(object::add);
        return JsonText.of(object.build().toString().getBytes(StandardCharsets.UTF_8), DEEPEST);
    }
}
