package dev.connectorproxy.connector.slack;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.spi.Retries;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `slack/PostMessage`: Slack's method `chat.postMessage`. There are no retries, so that no message is posted twice.
final class PostMessage implements Command {
    /// Masking a token in a response takes time in proportion to its length.
    private static final int MAX_TOKEN_LENGTH = 1_000;

    private static final int MAX_JSON_DEPTH = 64;

    private static final CommandSpec SPEC =
            new CommandSpec(
                            "PostMessage",
                            "Posts a message to a Slack channel.",
                            List.of(
                                    Parameter.required(
                                                    "token",
                                                    ParameterType.STR,
                                                    "A Slack token (xoxb-…) that may write to the channel.")
                                            .withDetails(ofLabel("Token").asSecret()),
                                    Parameter.required(
                                                    "channel",
                                                    ParameterType.STR,
                                                    "The channel's id, or its name with #.")
                                            .withDetails(
                                                    ofLabel("Channel").withExample("#general")),
                                    Parameter.required(
                                                    "message",
                                                    ParameterType.STR,
                                                    "The text, in Slack's own markup.")
                                            .withDetails(
                                                    ofLabel("Message")
                                                            .withExample(
                                                                    "*Order 7* has been shipped")),
                                    Parameter.optional(
                                                    "thread_ts",
                                                    ParameterType.TEXTUAL,
                                                    "The ts of the message to reply to, in its thread.")
                                            .withDetails(
                                                    ofLabel("Thread")
                                                            .withExample("1503435956.000247")
                                                            .as(ADVANCED)),
                                    Parameter.optional(
                                                    "blocks",
                                                    ParameterType.ANY,
                                                    "Blocks to show in place of the text: a list, or a list as JSON text.")
                                            .withDetails(
                                                    ofLabel("Blocks")
                                                            .withFormat("json")
                                                            .as(ADVANCED))),
                            Stream.concat(
                                            Stream.of(SlackResponse.ERROR_CODE),
                                            ErrorCode.EGRESS_ERRORS.stream())
                                    .toList())
                    .asStrict();

    private final Egress egress;
    private final String url;

    PostMessage(Egress egress, SlackSettings settings) {
        this.egress = egress;
        this.url = settings.baseUrl() + "/chat.postMessage";
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var token = token(arguments);
        var request =
                new HttpRequest(
                        "POST",
                        url,
                        List.of(
                                new Header("Authorization", "Bearer " + token),
                                new Header("Content-Type", "application/json")),
                        Optional.of(body(arguments)),
                        HttpRequest.Redirects.RETURN,
                        Retries.NONE);
        return SlackResponse.toResult(egress.send(request, call), token);
    }

    /// A string, as in SpiffArena's own Slack connector.
    @Override
    public JsonValue failureBody(String message) {
        return SlackResponse.EMPTY_BODY;
    }

    private static String token(Arguments arguments) {
        var token = arguments.requiredString("token");
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "parameter 'token' has more than %d characters".formatted(MAX_TOKEN_LENGTH));
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "parameter 'token' has a character other than visible ASCII, perhaps a line break at its end");
        }
        return token;
    }

    private static byte[] body(Arguments arguments) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("{\"channel\":".getBytes(StandardCharsets.US_ASCII));
        arguments.text("channel").ifPresent(json -> out.writeBytes(json.compact()));
        out.writeBytes(",\"text\":".getBytes(StandardCharsets.US_ASCII));
        arguments.text("message").ifPresent(json -> out.writeBytes(json.compact()));
        arguments
                .string("thread_ts")
                .filter(ts -> !ts.isBlank())
                .ifPresent(ts -> {
                    out.writeBytes(",\"thread_ts\":".getBytes(StandardCharsets.US_ASCII));
                    out.writeBytes(JsonText.ofString(ts.strip()).compact());
                });
        blocks(arguments)
                .ifPresent(blocks -> {
                    out.writeBytes(",\"blocks\":".getBytes(StandardCharsets.US_ASCII));
                    out.writeBytes(blocks.compact());
                });
        out.write('}');
        return out.toByteArray();
    }

    private static Optional<JsonText> blocks(Arguments arguments) {
        var given = arguments.text("blocks");
        if (given.isEmpty() || given.get().type() == ValueType.ARRAY) {
            return given;
        }
        var text = arguments.string("blocks").orElse("");
        if (given.get().type() == ValueType.STRING && text.isBlank()) {
            return Optional.empty();
        }
        return JsonText.of(text.getBytes(StandardCharsets.UTF_8), MAX_JSON_DEPTH)
                .filter(json -> json.type() == ValueType.ARRAY)
                .or(() -> {
                    throw new ConnectorException(
                            ErrorCode.INVALID_PARAMETERS,
                            "parameter 'blocks' must be a list, or a list as JSON text");
                });
    }
}
