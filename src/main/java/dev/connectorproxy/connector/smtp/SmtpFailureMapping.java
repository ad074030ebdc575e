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
            return stage.refused(refusal.get());
        }
        if (timedOut || Causes.has(thrown, SocketTimeoutException.class)) {
            return SmtpError.TIMEOUT.toException(
                    "the server did not answer in time " + stage.time(), thrown);
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
            return transport.stage().refused(last);
        }
        boolean notSmtp = transport.stage() == Stage.GREETING && !last.text().equals("[EOF]");
        return notSmtp
                ? SmtpError.CONNECT.toException("what answers there is not an SMTP server", thrown)
                : disconnected(transport.stage(), thrown);
    }

    private static ConnectorException disconnected(Stage stage, Exception thrown) {
        return SmtpError.DISCONNECTED.toException(
                "the server closed the connection " + stage.time(), thrown);
    }
}
