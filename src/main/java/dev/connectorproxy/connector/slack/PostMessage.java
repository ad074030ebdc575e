package dev.connectorproxy.connector.slack;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonValue;
import java.util.List;

/// `slack/PostMessage`: Slack's method `chat.postMessage`.
final class PostMessage implements Command {
    private final CommandSpec spec;
    private final SlackApi slack;
    private final SlackErrorCodes codes;

    PostMessage(SlackApi slack, SlackErrorCodes codes) {
        this.slack = slack;
        this.codes = codes;
        this.spec =
                slack.withConnections(
                        new CommandSpec(
                                        "PostMessage",
                                        "Posts a message to a Slack channel.",
                                        List.of(
                                                MessageText.TOKEN,
                                                Parameter.required(
                                                                "channel",
                                                                ParameterType.STR,
                                                                "The channel's id, or its name with #.")
                                                        .withDetails(
                                                                ofLabel("Channel")
                                                                        .withExample("#general")),
                                                MessageText.MESSAGE,
                                                Parameter.optional(
                                                                "thread_ts",
                                                                ParameterType.TEXTUAL,
                                                                "The ts of the message to reply to, in its thread.")
                                                        .withDetails(
                                                                ofLabel("Thread")
                                                                        .withExample(
                                                                                "1503435956.000247")
                                                                        .as(ADVANCED)),
                                                MessageText.BLOCKS),
                                        codes.with())
                                .asStrict());
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var token = SlackApi.checkToken(arguments.requiredString("token"));
        return slack.post("chat.postMessage", MessageText.toJson(arguments, "channel"), token, call)
                .toResult(token, codes);
    }

    @Override
    public boolean testConnection(Arguments arguments, Call call) {
        slack.testToken(SlackApi.checkToken(arguments.requiredString("token")), call);
        return true;
    }

    /// A string, as in SpiffArena's own Slack connector.
    @Override
    public JsonValue failureBody(String message) {
        return SlackResponse.EMPTY_BODY;
    }
}
