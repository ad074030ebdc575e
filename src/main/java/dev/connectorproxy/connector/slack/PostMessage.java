package dev.connectorproxy.connector.slack;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import java.util.List;

/// `slack/PostMessage`: Slack's method `chat.postMessage`.
final class PostMessage extends MessageCommand {
    private static final String CHANNEL = "channel";

    PostMessage(SlackApi slack, SlackErrorCodes codes) {
        super(
                slack,
                codes,
                spec(
                        "PostMessage",
                        "Posts a message to a Slack channel.",
                        List.of(
                                MessageText.TOKEN,
                                Parameter.required(
                                                CHANNEL,
                                                ParameterType.STR,
                                                "The channel's id, or its name with #.")
                                        .withDetails(ofLabel("Channel").withExample("#general")),
                                MessageText.MESSAGE,
                                Parameter.optional(
                                                "thread_ts",
                                                ParameterType.TEXTUAL,
                                                "The ts of the message to reply to, in its thread.")
                                        .withDetails(
                                                ofLabel("Thread")
                                                        .withExample("1503435956.000247")
                                                        .as(ADVANCED)),
                                MessageText.BLOCKS),
                        codes),
                CHANNEL);
    }

    @Override
    public boolean testConnection(Arguments arguments, Call call) {
        slack.testToken(SlackApi.checkToken(arguments.requiredString("token")), call);
        return true;
    }
}
