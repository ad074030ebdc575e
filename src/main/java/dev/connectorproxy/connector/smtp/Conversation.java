package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.ConnectorException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/// One SMTP session on one connection, from the greeting to QUIT.
///
/// @param tls called only if the session needs TLS
/// @param implicitTls whether TLS begins with the first byte (RFC 8314, section 3.3)
record Conversation(SmtpSettings settings, Supplier<Tls> tls, Server server, boolean secure) {

    /// Sends the message.
    ///
    /// @param log receives a line for each step
    /// @return the refused recipients with the server's replies
    /// @throws ConnectorException all recipients were refused, or the session failed
    Map<String, Reply> hold(BoundedSocket socket, Letter message, List<String> log) {
        var transport = new Dialogue(session(message), server.login());
        try {
            transport.begin(
                    secure
                            ? tls.get().over(socket, socket.getInetAddress().getHostName())
                            : socket);
            if (server.startTls() && !secure) {
                log.add("will starttls");
                transport.secure();
            }
            if (server.login().given()) {
                log.add("will login");
                transport.login();
                log.add("did login");
            }
            return transport.send(message);
        } catch (MessagingException | IOException e) {
            throw Breakdown.of(transport, socket.overdue(), e);
        } finally {
            quit(transport);
        }
    }

    private Session session(Letter message) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.localhost", settings.helloName());
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(message.international()));
        if (server.startTls()) {
            properties.put("mail.smtp.ssl.socketFactory", tls.get().factory());
        }
        return Session.getInstance(properties);
    }

    private static void quit(Dialogue transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // the outcome is known already
        }
    }
}
