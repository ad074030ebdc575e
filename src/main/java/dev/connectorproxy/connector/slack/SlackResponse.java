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
/// 429 or 503 if the error passes, and else 400.
final class SlackResponse {
    /// The error code of every error that Slack reports.
    static final String ERROR_CODE = "SlackMessageFailed";

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

    private SlackResponse() {}

    /// @param token masked in every message
    static CommandResult toResult(HttpResponse response, String token) {
        var json = JsonText.of(response.body(), MAX_JSON_DEPTH).map(JsonText::value);
        if (json.isEmpty() || !(json.get() instanceof JsonObject body)) {
            return failure(
                    response.status(),
                    "Unreadable (non JSON) response from Slack" + retryAfterHint(response));
        }
        if (response.status() < 300 && JsonValue.TRUE.equals(body.get("ok"))) {
            var text = new String(response.body(), StandardCharsets.UTF_8);
            return new CommandResult.WithoutLogs(
                    new Body.Tree(JSON.createValue(text)), OptionalInt.of(response.status()));
        }
        var reason = reason(body);
        var message = reason.isEmpty() ? "Slack refused the message and gave no reason" : reason;
        return failure(status(response, body), mask(message, token) + retryAfterHint(response));
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
        return body.get("error") instanceof JsonString error ? error.getString() : "";
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
    private static String retryAfterHint(HttpResponse response) {
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

    private static CommandResult failure(int status, String message) {
        return new CommandResult.Done(
                new Body.Tree(EMPTY_BODY),
                OptionalInt.of(status),
                Optional.empty(),
                Optional.of(new CommandError(ERROR_CODE, message)),
                List.of());
    }
}
