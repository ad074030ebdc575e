package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.List;

/// The connector `smtp`.
public final class SmtpConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        return List.of(new SendEmail(context.egress(), SmtpSettings.create(context.settings())));
    }
}
