package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.CommandSpec;
import java.util.OptionalInt;

/// `smtp/SendEmail`, as SpiffArena's own SMTP connector has it.
final class SendEmail extends EmailCommand {
    SendEmail(MailSender sender, SmtpSettings settings) {
        super(
                new CommandSpec(
                        "SendEmail",
                        "Sends an e-mail through an SMTP server.",
                        SendEmailParameters.all(settings.reportRefused()),
                        errors()),
                new Variant("email_html_body", false, OptionalInt.empty()),
                sender,
                settings);
    }
}
