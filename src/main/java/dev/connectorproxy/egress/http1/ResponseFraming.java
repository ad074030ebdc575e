package dev.connectorproxy.egress.http1;

import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;

/// Determines the length of a response body, and rejects ambiguous heads (RFC 9112, section 6.3). Chunked wins over a
/// length, and the connection is closed afterwards.
final class ResponseFraming implements ContentLengthStrategy {
    static final ResponseFraming INSTANCE = new ResponseFraming();
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private ResponseFraming() {}

    @Override
    public long determineLength(HttpMessage message) throws ProtocolException {
        int codings = message.countHeaders(HttpHeaders.TRANSFER_ENCODING);
        int lengths = message.countHeaders(HttpHeaders.CONTENT_LENGTH);
        if (codings > 0) {
            if (codings > 1 || !isChunked(message)) {
                throw new ProtocolException("ambiguous framing");
            }
            if (lengths > 0) {
                contentLength(message.getHeaders(HttpHeaders.CONTENT_LENGTH));
            }
            return CHUNKED;
        }
        return lengths == 0
                ? UNDEFINED
                : contentLength(message.getHeaders(HttpHeaders.CONTENT_LENGTH));
    }

    private static boolean isChunked(HttpMessage message) {
        return message.getFirstHeader(HttpHeaders.TRANSFER_ENCODING)
                .getValue()
                .equalsIgnoreCase("chunked");
    }

    private static long contentLength(Header[] fields) throws ProtocolException {
        long length = contentLength(fields[0].getValue());
        for (int i = 1; i < fields.length; i++) {
            if (contentLength(fields[i].getValue()) != length) {
                throw new ProtocolException("two lengths");
            }
        }
        return length;
    }

    private static long contentLength(String value) throws ProtocolException {
        if (!LENGTH.matcher(value).matches()) {
            throw new ProtocolException("not a length");
        }
        return Long.parseLong(value);
    }
}
