package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;

/// The mail server of a call, with the login and the use of STARTTLS.
///
/// @param startTls whether the session is upgraded to TLS
record SmtpServer(String host, int port, boolean startTls, SmtpLogin login) {

    /// @throws ConnectorException `InvalidParameters`
    static SmtpServer of(Arguments arguments) {
        int port = arguments.integer("smtp_port").orElseThrow();
        if (port < 1 || port > 65_535) {
            throw MailText.invalid("smtp_port", "must be 1 to 65535");
        }
        return new SmtpServer(
                MailText.checkHeader("smtp_host", arguments.requiredString("smtp_host")).strip(),
                port,
                MailText.flag(arguments, "smtp_starttls"),
                login(arguments));
    }

    private static SmtpLogin login(Arguments arguments) {
        var user = MailText.checkLogin("smtp_user", arguments.string("smtp_user").orElse(""));
        var token = arguments.string("smtp_access_token").orElse("").strip();
        if (token.isEmpty()) {
            return SmtpLogin.of(
                    user,
                    MailText.checkLogin(
                            "smtp_password", arguments.string("smtp_password").orElse("")));
        }
        if (user.isEmpty()) {
            throw MailText.invalid("smtp_user", "is missing, which smtp_access_token needs");
        }
        return SmtpLogin.ofToken(user, MailText.checkToken("smtp_access_token", token));
    }
}
