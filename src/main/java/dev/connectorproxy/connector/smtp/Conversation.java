package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.ConnectorException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/// What is said on one connection, from the greeting to QUIT.
///
/// @param tls asked only if the conversation needs it
/// @param secure whether TLS begins with the first byte
record Conversation(SmtpSettings settings, Supplier<Tls> tls, Server server, boolean secure) {

    /// Sends the letter.
    ///
    /// @param log gets a line for each step
    /// @return whom the server did not take
    /// @throws ConnectorException it took nobody, or something else went wrong
    Map<String, Reply> hold(BoundedSocket socket, Letter letter, List<String> log) {
        var dialogue = new Dialogue(session(letter), server.login());
        try {
            dialogue.begin(
                    secure
                            ? tls.get().over(socket, socket.getInetAddress().getHostName())
                            : socket);
            if (server.startTls() && !secure) {
                log.add("will starttls");
                dialogue.secure();
            }
            if (server.login().given()) {
                log.add("will login");
                dialogue.login();
                log.add("did login");
            }
            return dialogue.send(letter);
        } catch (MessagingException | IOException e) {
            throw Breakdown.of(dialogue, socket.overdue(), e);
        } finally {
            quit(dialogue);
        }
    }

    private Session session(Letter letter) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.localhost", settings.helloName());
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(letter.international()));
        if (server.startTls()) {
            properties.put("mail.smtp.ssl.socketFactory", tls.get().factory());
        }
        return Session.getInstance(properties);
    }

    private static void quit(Dialogue dialogue) {
        try {
            dialogue.close();
        } catch (MessagingException _) {
            // what matters is known by now
        }
    }
}
