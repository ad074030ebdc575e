package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.CommandSpec;
import java.util.OptionalInt;

/// `smtp/SendHTMLEmail`: the same as `smtp/SendEmail` with the parameters of m8flow's SMTP connector.
final class SendHTMLEmail extends EmailCommand {
    SendHTMLEmail(MailSender sender, SmtpSettings settings) {
        super(
                new CommandSpec(
                        "SendHTMLEmail",
                        "Sends an e-mail, also as HTML, through an SMTP server.",
                        SendEmailParameters.ofHtml(),
                        errors()),
                new Variant("email_body_html", true, OptionalInt.of(200)),
                sender,
                settings);
    }
}
