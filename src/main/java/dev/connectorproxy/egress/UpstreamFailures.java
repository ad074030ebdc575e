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
import java.util.Set;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/// Maps I/O failures of an exchange to error codes. Messages name scheme, host and port of the target; they never
/// repeat the message of an exception, which may contain data that the target sent.
final class UpstreamFailures {
    /// The messages of the parser of this project, which repeat nothing of the response.
    private static final Set<String> SYNTAX_ERRORS =
            Set.of(
                    "not an HTTP/1 status line",
                    "not a header field",
                    "folded line without a field",
                    "empty lines instead of a response",
                    "NUL in the head",
                    "bare CR in the head",
                    "ambiguous framing",
                    "two lengths",
                    "not a length",
                    "unexpected switch of protocols",
                    "too many interim responses");

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
                    ErrorCode.RESPONSE_TOO_LARGE,
                    "the answer of " + origin + " is too large: " + e.getMessage(),
                    e);
        }
        if (phase == Phase.BODY) {
            return new ConnectorException(
                    ErrorCode.CHUNKED_ENCODING_ERROR,
                    "the answer of " + origin + " " + bodyReason(e),
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
                ErrorCode.CONNECTION_ERROR, origin + " " + connectionReason(e, phase), e);
    }

    static ConnectorException toException(HttpException e, String origin) {
        return new ConnectorException(
                ErrorCode.CONNECTION_ERROR,
                origin
                        + " did not answer in proper HTTP/1.1"
                        + (SYNTAX_ERRORS.contains(e.getMessage()) ? ": " + e.getMessage() : ""),
                e);
    }

    private static String bodyReason(IOException e) {
        return switch (e) {
            case ZipException _ -> "is not in the gzip or deflate format that it is labelled with";
            case TruncatedChunkException _ -> "ended within a chunk";
            case MalformedChunkCodingException _ -> "has a malformed chunk";
            case EOFException _, ConnectionClosedException _ -> "ended before it was complete";
            case SocketException _ -> "broke off, since the connection was reset";
            default -> "broke off or is garbled";
        };
    }

    private static boolean isBroken(IOException e) {
        return Causes.has(e, SocketException.class) || Causes.has(e, EOFException.class);
    }

    private static String tlsReason(IOException e) {
        return Causes.has(e, CertificateException.class)
                        || Causes.has(e, SSLPeerUnverifiedException.class)
                ? "its certificate is not trusted, or not for this name"
                : "no TLS is spoken there, or no common version of it";
    }

    private static String connectionReason(IOException e, Phase phase) {
        if (e instanceof ConnectException) {
            return "refused the connection";
        }
        if (e instanceof NoHttpResponseException) {
            return "closed the connection without an answer";
        }
        if (phase == Phase.HEAD) {
            return e instanceof EOFException
                    ? "closed the connection within the head of its answer"
                    : "broke the connection off before its answer";
        }
        return "cannot be reached, or broke the connection off";
    }
}
