package dev.connectorproxy.connector.slack;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Converts Slack's response to a result, as SpiffArena's own Slack connector does: the body is a string that holds
/// Slack's JSON, `"{}"` after a failure. Slack reports errors as `"ok": false`, mostly with status 200, which becomes
/// 429 or 503 if the error passes, 401 or 403 with a code of its own, and else 400.
final class SlackResponse {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// The body of a failure.
    static final JsonValue EMPTY_BODY = JSON.createValue("{}");

    private static final int MAX_JSON_DEPTH = 512;
    private static final int MAX_MESSAGE_LENGTH = 2_000;
    private static final Set<String> RATE_LIMITED = Set.of("ratelimited", "rate_limited");

    /// Of the errors that all methods have, those that pass: Slack has a problem of its own, or moves the workspace or
    /// the channel to another organization.
    private static final Set<String> TRANSIENT =
            Set.of(
                    "fatal_error",
                    "internal_error",
                    "request_timeout",
                    "service_unavailable",
                    "team_added_to_org",
                    "org_login_required",
                    "external_channel_migrating");

    private final HttpResponse response;
    private final Optional<JsonObject> json;

    private SlackResponse(HttpResponse response, Optional<JsonObject> json) {
        this.response = response;
        this.json = json;
    }

    static SlackResponse of(HttpResponse response) {
        return new SlackResponse(
                response,
                JsonText.of(response.body(), MAX_JSON_DEPTH)
                        .map(JsonText::value)
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject));
    }

    /// Whether Slack reports a success.
    boolean isOk() {
        return response.status() < 300
                && json.filter(body -> JsonValue.TRUE.equals(body.get("ok"))).isPresent();
    }

    /// The text of a member of the response; empty if there is none.
    String text(String name) {
        return json.map(body -> text(body, name)).orElse("");
    }

    /// The result of a method without further steps.
    ///
    /// @param token masked in every message
    CommandResult toResult(String token, SlackErrorCodes codes) {
        return isOk()
                ? new CommandResult.WithoutLogs(body(), OptionalInt.of(response.status()))
                : failure(token, codes);
    }

    /// The body of a success: Slack's JSON as a text, which diagrams parse, so without a byte order mark.
    Body body() {
        var text = new String(response.body(), StandardCharsets.UTF_8);
        return new Body.Tree(
                JSON.createValue(text.startsWith("\uFEFF") ? text.substring(1) : text));
    }

    /// The failure that Slack reports.
    ///
    /// @param token masked in the message
    CommandResult failure(String token, SlackErrorCodes codes) {
        if (json.isEmpty()) {
            int status = response.status();
            return failure(
                    SlackErrorCodes.FAILED,
                    status < 300 && codes == SlackErrorCodes.PRECISE ? 502 : status,
                    "Unreadable (non JSON) response from Slack" + retryAfterHint(response));
        }
        var reason = reason(json.get());
        var message = reason.isEmpty() ? "Slack refused the message and gave no reason" : reason;
        var code = codes.code(text("error"));
        return failure(
                code,
                SlackErrorCodes.status(code).orElseGet(() -> status(response, json.get())),
                mask(message, token) + retryAfterHint(response));
    }

    private static String reason(JsonObject body) {
        var details =
                body.get("response_metadata") instanceof JsonObject data
                                && data.get("messages") instanceof List<?> messages
                        ? messages.stream()
                                .filter(JsonString.class::isInstance)
                                .map(text -> ((JsonString) text).getString())
                                .collect(Collectors.joining(". "))
                        : "";
        var reason = details.isEmpty() ? code(body) : details;
        return code(body).equals("missing_scope") ? reason + scopes(body) : reason;
    }

    private static String code(JsonObject body) {
        return text(body, "error");
    }

    private static String text(JsonObject body, String name) {
        return body.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private static String scopes(JsonObject body) {
        return Stream.of("needed", "provided")
                .filter(body::containsKey)
                .map(key -> key + " " + list(body.get(key)))
                .reduce((needed, provided) -> needed + "; " + provided)
                .map(" (%s)"::formatted)
                .orElse("");
    }

    private static String list(JsonValue scopes) {
        return (scopes instanceof JsonArray many ? many : List.of(scopes))
                .stream()
                        .filter(JsonString.class::isInstance)
                        .map(one -> ((JsonString) one).getString())
                        .collect(Collectors.joining(","));
    }

    private static int status(HttpResponse response, JsonObject body) {
        if (response.status() >= 300) {
            return response.status();
        }
        return RATE_LIMITED.contains(code(body)) ? 429 : TRANSIENT.contains(code(body)) ? 503 : 400;
    }

    /// A hint for the message how long Slack asks to wait; empty without a Retry-After header in seconds.
    static String retryAfterHint(HttpResponse response) {
        return response.header("Retry-After")
                .map(String::strip)
                .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                .map(seconds -> "; Slack asks to wait " + seconds + " s before the next try")
                .orElse("");
    }

    private static String mask(String message, String token) {
        var safe = token.isEmpty() ? message : message.replace(token, "***");
        return safe.length() > MAX_MESSAGE_LENGTH
                ? safe.substring(0, MAX_MESSAGE_LENGTH) + " …"
                : safe;
    }

    /// A failed result.
    static CommandResult failure(String code, int status, String message) {
        return new CommandResult.Done(
                new Body.Tree(EMPTY_BODY),
                OptionalInt.of(status),
                Optional.empty(),
                Optional.of(new CommandError(code, message)),
                List.of());
    }
}
