package dev.connectorproxy.connector.slack;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.SetupField;
import java.util.List;

/// The connector `slack`.
public final class SlackConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "slack";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                        "Slack",
                        "Messages in channels and threads.",
                        "chat",
                        "https://docs.slack.dev/")
                .withConfigFields(
                        SetupField.password("bot_token", "SLACK_TOKEN", "Bot Token")
                                .filling("token"),
                        SetupField.text("channel_id", "SLACK_CHANNEL_ID", "Channel ID")
                                .filling("channel"));
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var settings = SlackSettings.create(context.settings());
        var slack = new SlackApi(context.egress(), settings.baseUrl());
        return List.of(
                new PostMessage(slack, settings.errorCodes()),
                new SendDirectMessage(slack),
                new UploadFile(slack, settings));
    }
}
