package dev.connectorproxy.connector.ai;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.toolkit.Redaction;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Maps the errors of a server with OpenAI's API: `{"error": {"message", "type", "code"}}`, mostly with a status of 400 or
/// above; routers such as OpenRouter respond 200 and have the status in `code`.
final class LlmErrors {
    /// The key is missing, wrong, or does not permit the model.
    static final String AUTH = "LlmAuthError";

    /// Too many requests; a retry helps.
    static final String RATE_LIMIT = "LlmRateLimitError";

    /// The account has no credit left; a retry does not help.
    static final String QUOTA = "LlmQuotaError";

    /// The server refused the request.
    static final String REQUEST = "LlmRequestError";

    /// The server failed, or is overloaded.
    static final String SERVER = "LlmServerError";

    /// The response is not that of a chat completion.
    static final String INVALID_RESPONSE = "LlmInvalidResponse";

    private static final int MAX_MESSAGE_LENGTH = 2_000;

    private LlmErrors() {}

    static List<String> codes() {
        return Stream.concat(
                        Stream.of(AUTH, RATE_LIMIT, QUOTA, REQUEST, SERVER, INVALID_RESPONSE),
                        Stream.concat(
                                ErrorCode.EGRESS_ERRORS.stream(),
                                Stream.of(ErrorCode.INVALID_URL.code())))
                .toList();
    }

    /// The failure that a response reports.
    ///
    /// @param body empty if it is no JSON object
    /// @param secret masked in the message
    static ConnectorException of(HttpResponse response, Optional<JsonObject> body, String secret) {
        var error =
                body.filter(json -> json.get("error") instanceof JsonObject)
                        .map(json -> json.getJsonObject("error"));
        int status = status(response, error);
        var code = code(status, error.map(json -> text(json, "code")).orElse(""));
        return new ConnectorException(
                code,
                code.equals(QUOTA) ? 402 : status,
                "the server of the model responded with HTTP status %d%s%s"
                        .formatted(
                                status,
                                message(body, error)
                                        .map(text -> ": " + mask(text, secret))
                                        .orElse(""),
                                retryAfterHint(response)));
    }

    private static String code(int status, String reason) {
        if (reason.equals("insufficient_quota")) {
            return QUOTA;
        }
        return switch (status) {
            case 401, 403 -> AUTH;
            case 402 -> QUOTA;
            case 429 -> RATE_LIMIT;
            default -> status >= 500 ? SERVER : REQUEST;
        };
    }

    private static int status(HttpResponse response, Optional<JsonObject> error) {
        if (response.status() >= 300) {
            return Math.min(response.status(), 599);
        }
        return error.filter(json -> json.get("code") instanceof JsonNumber)
                .map(json -> json.getJsonNumber("code").intValue())
                .filter(code -> code >= 400 && code <= 599)
                .orElse(502);
    }

    /// Of `{"error": {"message": …}}`, `{"error": …}` or `{"message": …}`, all of which servers send.
    private static Optional<String> message(Optional<JsonObject> body, Optional<JsonObject> error) {
        return error.map(json -> text(json, "message"))
                .or(() -> body.map(json -> text(json, "error") + text(json, "message")))
                .filter(text -> !text.isBlank());
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private static String mask(String text, String secret) {
        return Redaction.of(List.of(secret), MAX_MESSAGE_LENGTH).of(text);
    }

    private static String retryAfterHint(HttpResponse response) {
        return response.header("Retry-After")
                .map(String::strip)
                .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                .map(seconds -> "; it asks to wait " + seconds + " s before the next try")
                .orElse("");
    }
}
