package dev.connectorproxy.egress;

import dev.connectorproxy.egress.connect.TunnelRefusedException;
import dev.connectorproxy.egress.http1.ResponseTooLargeException;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.Causes;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;

/// Maps I/O failures of an exchange to error codes. Messages name scheme, host and port of the target; they never
/// repeat the message of an exception, which may contain data that the target sent.
final class UpstreamFailures {

    /// How far an exchange had come when it failed.
    enum Phase {
        CONNECT,
        HEAD,
        BODY
    }

    private UpstreamFailures() {}

    static ConnectorException toException(IOException e, Phase phase, String origin) {
        if (e instanceof ResponseTooLargeException) {
            return new ConnectorException(
                    ErrorCode.RESPONSE_TOO_LARGE, "the answer of " + origin + " is too large", e);
        }
        if (phase == Phase.BODY) {
            return new ConnectorException(
                    ErrorCode.CHUNKED_ENCODING_ERROR,
                    "the answer of " + origin + " broke off or is garbled",
                    e);
        }
        if (e instanceof SSLException && !isBroken(e)) {
            return new ConnectorException(
                    ErrorCode.SSL_ERROR, "TLS with " + origin + " failed: " + tlsReason(e), e);
        }
        if (e instanceof SocketTimeoutException) {
            return new ConnectorException(
                    ErrorCode.CONNECT_TIMEOUT, "no connection to " + origin + " in time", e);
        }
        if (e instanceof TunnelRefusedException refused) {
            return new ConnectorException(
                    ErrorCode.CONNECTION_ERROR,
                    "the HTTP proxy refuses a tunnel to " + origin + ": status " + refused.status(),
                    e);
        }
        return new ConnectorException(
                ErrorCode.CONNECTION_ERROR, origin + " " + connectionReason(e), e);
    }

    static ConnectorException toException(HttpException e, String origin) {
        return new ConnectorException(
                ErrorCode.CONNECTION_ERROR, origin + " did not answer in proper HTTP/1.1", e);
    }

    private static boolean isBroken(IOException e) {
        return Causes.has(e, SocketException.class) || Causes.has(e, EOFException.class);
    }

    private static String tlsReason(IOException e) {
        return Causes.has(e, CertificateException.class)
                ? "its certificate is not trusted, or not for this name"
                : "no TLS is spoken there, or no common version of it";
    }

    private static String connectionReason(IOException e) {
        if (e instanceof ConnectException) {
            return "refused the connection";
        }
        return e instanceof NoHttpResponseException
                ? "closed the connection without an answer"
                : "cannot be reached, or broke the connection off";
    }
}
