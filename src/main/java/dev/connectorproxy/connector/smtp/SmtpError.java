package dev.connectorproxy.connector.smtp;

import dev.connectorproxy.spi.ConnectorException;
import java.util.Arrays;
import java.util.stream.Stream;

/// The error codes of this connector with their HTTP statuses. The codes are the names of exceptions of Python's
/// `smtplib`, `socket` and `ssl`, which existing diagrams catch.
enum SmtpError {
    CONNECT("SMTPConnectError", 502),
    HELLO("SMTPHeloError", 502),
    NOT_SUPPORTED("SMTPNotSupportedError", 422),
    RESPONSE("SMTPResponseException", 502),
    AUTHENTICATION("SMTPAuthenticationError", 502),
    SENDER_REFUSED("SMTPSenderRefused", 502),
    RECIPIENTS_REFUSED("SMTPRecipientsRefused", 502),
    DATA("SMTPDataError", 502),
    DISCONNECTED("SMTPServerDisconnected", 502),
    CONNECTION_REFUSED("ConnectionRefusedError", 502),
    NO_ADDRESS("gaierror", 502),
    TIMEOUT("TimeoutError", 504),
    CERTIFICATE("SSLCertVerificationError", 495),
    TLS("SSLError", 495);

    private final String code;
    private final int status;

    SmtpError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    static Stream<String> codes() {
        return Arrays.stream(values()).map(error -> error.code);
    }

    /// The failure without a reply of the server.
    ConnectorException toException(String message) {
        return new ConnectorException(code, status, message);
    }

    ConnectorException toException(String message, Throwable cause) {
        return new ConnectorException(code, status, message, cause);
    }

    /// The failure for a server's reply: 4xx becomes status 503, for which a retry is useful, 5xx becomes 422.
    ConnectorException toException(String message, SmtpReply reply) {
        return new ConnectorException(
                code, reply.isTransient() ? 503 : reply.isPermanent() ? 422 : status, message);
    }
}
