package dev.connectorproxy.connector.slack;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Slack's answer, told as the reference tells it: the body is a text that holds Slack's JSON, `"{}"` after a failure.
/// Slack says no with `"ok": false`, mostly under status 200, for which 400 is told.
final class SlackAnswer {
    /// The code of every refusal by Slack.
    static final String FAILED = "SlackMessageFailed";

    private static final JsonProvider JSON = JsonProvider.provider();

    /// The body of a failure.
    static final JsonValue NOTHING = JSON.createValue("{}");

    private static final int DEPTH = 512;
    private static final int LONGEST_MESSAGE = 2_000;
    private static final String LIMITED = "ratelimited";

    private SlackAnswer() {}

    /// @param token what no message may repeat
    static CommandResult of(HttpResponse response, String token) {
        var said = JsonText.of(response.body(), DEPTH).map(JsonText::value);
        if (said.isEmpty() || !(said.get() instanceof JsonObject answer)) {
            return failed(
                    response.status(),
                    "Unreadable (non JSON) response from Slack" + patience(response));
        }
        if (response.status() < 300 && JsonValue.TRUE.equals(answer.get("ok"))) {
            var text = new String(response.body(), StandardCharsets.UTF_8);
            return new CommandResult.Unlogged(
                    new Body.Tree(JSON.createValue(text)), OptionalInt.of(response.status()));
        }
        var why = reason(answer);
        var message = why.isEmpty() ? "Slack refused the message and gave no reason" : why;
        return failed(status(response, answer), masked(message, token) + patience(response));
    }

    private static String reason(JsonObject answer) {
        var more =
                answer.get("response_metadata") instanceof JsonObject data
                                && data.get("messages") instanceof List<?> messages
                        ? messages.stream()
                                .filter(JsonString.class::isInstance)
                                .map(it -> ((JsonString) it).getString())
                                .collect(Collectors.joining(". "))
                        : "";
        return more.isEmpty() && answer.get("error") instanceof JsonString error
                ? error.getString()
                : more;
    }

    private static int status(HttpResponse response, JsonObject answer) {
        if (response.status() >= 300) {
            return response.status();
        }
        return answer.get("error") instanceof JsonString error && error.getString().equals(LIMITED)
                ? 429
                : 400;
    }

    /// How long Slack asks to be left alone.
    private static String patience(HttpResponse response) {
        return response.header("Retry-After")
                .map(String::strip)
                .filter(it -> it.matches("[0-9]{1,9}"))
                .map(it -> "; Slack asks to wait " + it + " s before the next try")
                .orElse("");
    }

    private static String masked(String message, String token) {
        var safe = token.isEmpty() ? message : message.replace(token, "***");
        return safe.length() > LONGEST_MESSAGE ? safe.substring(0, LONGEST_MESSAGE) + " …" : safe;
    }

    private static CommandResult failed(int status, String message) {
        return new CommandResult.Done(
                new Body.Tree(NOTHING),
                OptionalInt.of(status),
                Optional.empty(),
                Optional.of(new CommandError(FAILED, message)),
                List.of());
    }
}
