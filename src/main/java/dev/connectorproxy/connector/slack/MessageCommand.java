package dev.connectorproxy.connector.slack;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.JsonValue;
import java.util.List;

/// Base class of the commands that post a message: Slack's method `chat.postMessage`.
abstract class MessageCommand implements Command {
    final SlackApi slack;

    private final SlackErrorCodes codes;
    private final CommandSpec spec;
    private final String channel;

    /// @param channel the id of the parameter with the channel
    MessageCommand(SlackApi slack, SlackErrorCodes codes, CommandSpec spec, String channel) {
        this.slack = slack;
        this.codes = codes;
        this.spec = slack.withConnections(spec);
        this.channel = channel;
    }

    static CommandSpec spec(
            String name, String description, List<Parameter> parameters, SlackErrorCodes codes) {
        return new CommandSpec(name, description, parameters, codes.with()).asStrict();
    }

    @Override
    public final CommandSpec spec() {
        return spec;
    }

    @Override
    public final CommandResult execute(Arguments arguments, Call call) {
        var token = SlackApi.checkToken(arguments.requiredString("token"));
        return slack.post("chat.postMessage", MessageText.toJson(arguments, channel), token, call)
                .toResult(token, codes);
    }

    /// A string, as in SpiffArena's own Slack connector.
    @Override
    public final JsonValue failureBody(String message) {
        return SlackResponse.EMPTY_BODY;
    }
}
