package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.SetupField;
import java.util.List;

/// The connector `smtp`.
public final class SmtpConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                        "SMTP",
                        "E-mail with copies, HTML and attachments.",
                        "email",
                        "https://www.rfc-editor.org/rfc/rfc5321")
                .withConfigFields(
                        SetupField.text("host", "SMTP_HOST", "Host").filling("smtp_host"),
                        SetupField.text("port", "SMTP_PORT", "Port")
                                .withFormat("port")
                                .filling("smtp_port"),
                        SetupField.text("username", "SMTP_USER", "Username").filling("smtp_user"),
                        SetupField.password("password", "SMTP_PASSWORD", "Password")
                                .filling("smtp_password"),
                        SetupField.text("from_email", "SMTP_FROM_EMAIL", "From Email")
                                .withFormat("email")
                                .asOptional()
                                .filling("email_from"));
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var settings = SmtpSettings.create(context.settings());
        var sender = new MailSender(context.egress(), settings);
        return List.of(new SendEmail(sender, settings), new SendHTMLEmail(sender, settings));
    }
}
