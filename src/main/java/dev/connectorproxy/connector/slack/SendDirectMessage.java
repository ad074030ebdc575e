package dev.connectorproxy.connector.slack;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import java.util.List;

/// `slack/SendDirectMessage`: Slack's method `chat.postMessage` with a user for the channel, as in m8flow's connector.
final class SendDirectMessage extends MessageCommand {
    private static final String USER = "user_id";

    SendDirectMessage(SlackApi slack) {
        super(
                slack,
                SlackErrorCodes.PRECISE,
                spec(
                        "SendDirectMessage",
                        "Sends a direct message to a Slack user.",
                        List.of(
                                MessageText.TOKEN,
                                Parameter.required(
                                                USER,
                                                ParameterType.STR,
                                                "The id of the user, such as U012AB3CD.")
                                        .withDetails(ofLabel("User").withExample("U012AB3CD")),
                                MessageText.MESSAGE,
                                MessageText.BLOCKS),
                        SlackErrorCodes.PRECISE),
                USER);
    }
}
