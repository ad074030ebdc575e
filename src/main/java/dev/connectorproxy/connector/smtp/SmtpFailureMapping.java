package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.connector.smtp.StagedSmtpTransport.Stage;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.Causes;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Maps a failed SMTP session to a connector failure, by the stage it had reached, the server's reply and the
/// exception.
final class SmtpFailureMapping {
    private SmtpFailureMapping() {}

    /// @param timedOut whether the connection was closed because of a timeout
    static ConnectorException toException(
            StagedSmtpTransport transport, boolean timedOut, Exception thrown) {
        var stage = transport.stage();
        var refusal = transport.refusal();
        if (refusal.isPresent() && stage != Stage.RECIPIENTS) {
            return refused(stage, refusal.get());
        }
        if (timedOut || Causes.has(thrown, SocketTimeoutException.class)) {
            return SmtpError.TIMEOUT.toException(
                    "the server did not answer in time " + describeStage(stage), thrown);
        }
        if (Causes.has(thrown, CertificateException.class)
                || Causes.has(thrown, SSLPeerUnverifiedException.class)) {
            return SmtpError.CERTIFICATE.toException(
                    "the server's certificate is not trusted, has expired or is for another name",
                    thrown);
        }
        if (Causes.has(thrown, SSLException.class)
                && !Causes.has(thrown, SocketException.class)
                && !Causes.has(thrown, EOFException.class)) {
            return SmtpError.TLS.toException("TLS with the server did not come about", thrown);
        }
        return Causes.has(thrown, IOException.class)
                ? disconnected(stage, thrown)
                : unexpected(transport, thrown);
    }

    /// The server sent a reply that is neither an error nor the expected one.
    private static ConnectorException unexpected(StagedSmtpTransport transport, Exception thrown) {
        var last = transport.lastReply();
        if (last.code() > 0) {
            return refused(transport.stage(), last);
        }
        boolean notSmtp = transport.stage() == Stage.GREETING && !last.text().equals("[EOF]");
        return notSmtp
                ? SmtpError.CONNECT.toException("what answers there is not an SMTP server", thrown)
                : disconnected(transport.stage(), thrown);
    }

    private static ConnectorException disconnected(Stage stage, Exception thrown) {
        return SmtpError.DISCONNECTED.toException(
                "the server closed the connection " + describeStage(stage), thrown);
    }

    private static ConnectorException refused(Stage stage, SmtpReply reply) {
        return switch (stage) {
            case GREETING ->
                    SmtpError.CONNECT.toException("the server is not ready: " + reply, reply);
            case HELLO -> SmtpError.HELLO.toException("the server refused EHLO: " + reply, reply);
            case STARTTLS ->
                    SmtpError.RESPONSE.toException("the server refused STARTTLS: " + reply, reply);
            case LOGIN ->
                    SmtpError.AUTHENTICATION.toException(
                            "the server refused the login: " + reply, reply);
            case SENDER ->
                    SmtpError.SENDER_REFUSED.toException(
                            "the server refused the sender: " + reply, reply);
            case RECIPIENTS ->
                    SmtpError.RECIPIENTS_REFUSED.toException(
                            "the server gave a strange answer about a recipient: " + reply, reply);
            case DATA, END ->
                    SmtpError.DATA.toException("the server refused the message: " + reply, reply);
        };
    }

    private static String describeStage(Stage stage) {
        return switch (stage) {
            case GREETING -> "before its greeting";
            case HELLO -> "after EHLO";
            case STARTTLS -> "during STARTTLS";
            case LOGIN -> "during the login";
            case SENDER -> "after the sender";
            case RECIPIENTS -> "amid the recipients";
            case DATA -> "amid the message";
            case END -> "after the message, which it may have accepted all the same";
        };
    }
}
