package dev.connectorproxy.connector.slack;

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

/// `slack/SendDirectMessage`: Slack's method `chat.postMessage` with a user for the channel, as in m8flow's connector.
final class SendDirectMessage implements Command {
    private static final SlackErrorCodes CODES = SlackErrorCodes.PRECISE;

    private static final CommandSpec SPEC =
            new CommandSpec(
                            "SendDirectMessage",
                            "Sends a direct message to a Slack user.",
                            List.of(
                                    MessageText.TOKEN,
                                    Parameter.required(
                                                    "user_id",
                                                    ParameterType.STR,
                                                    "The id of the user, such as U012AB3CD.")
                                            .withDetails(ofLabel("User").withExample("U012AB3CD")),
                                    MessageText.MESSAGE,
                                    MessageText.BLOCKS),
                            CODES.with())
                    .asStrict();

    private final SlackApi slack;
    private final CommandSpec spec;

    SendDirectMessage(SlackApi slack) {
        this.slack = slack;
        this.spec = slack.withConnections(SPEC);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var token = SlackApi.checkToken(arguments.requiredString("token"));
        return slack.post("chat.postMessage", MessageText.toJson(arguments, "user_id"), token, call)
                .toResult(token, CODES);
    }

    @Override
    public JsonValue failureBody(String message) {
        return SlackResponse.EMPTY_BODY;
    }
}
