package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.ConnectorException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/// One SMTP session on one connection, from the greeting to QUIT.
///
/// @param tls called only if the session needs TLS
/// @param implicitTls whether TLS begins with the first byte (RFC 8314, section 3.3)
record SmtpSession(
        SmtpSettings settings, Supplier<SmtpTls> tls, SmtpServer server, boolean implicitTls) {

    /// @param log receives a line for each step
    /// @return the refused recipients with the server's replies
    /// @throws ConnectorException all recipients were refused, or the session failed
    Map<String, SmtpReply> send(BoundedSocket socket, EmailMessage message, List<String> log) {
        return run(socket, message.international(), log, transport -> transport.send(message));
    }

    /// Logs in, and sends nothing.
    ///
    /// @throws ConnectorException the server does not accept the login, or the session failed
    void logIn(BoundedSocket socket) {
        run(socket, false, new ArrayList<>(), _ -> true);
    }

    /// What is done once the session is open.
    @FunctionalInterface
    private interface Step<T> {
        T run(StagedSmtpTransport transport) throws MessagingException, IOException;
    }

    private <T> T run(BoundedSocket socket, boolean international, List<String> log, Step<T> step) {
        var transport = new StagedSmtpTransport(createMailSession(international), server.login());
        try {
            transport.openSession(
                    implicitTls
                            ? tls.get().wrap(socket, socket.getInetAddress().getHostName())
                            : socket);
            if (server.startTls() && !implicitTls) {
                log.add("will starttls");
                transport.upgradeToTls();
            }
            if (server.login().isGiven()) {
                log.add("will login");
                transport.logIn();
                log.add("did login");
            }
            return step.run(transport);
        } catch (MessagingException | IOException e) {
            throw SmtpFailureMapping.toException(transport, socket.isTimedOut(), e);
        } finally {
            quit(transport);
        }
    }

    private Session createMailSession(boolean international) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.localhost", settings.helloName());
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(international));
        if (server.startTls()) {
            properties.put("mail.smtp.ssl.socketFactory", tls.get().factory());
        }
        return Session.getInstance(properties);
    }

    private static void quit(StagedSmtpTransport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // the outcome is known already
        }
    }
}
