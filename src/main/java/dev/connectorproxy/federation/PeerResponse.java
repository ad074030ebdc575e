package dev.connectorproxy.federation;

import dev.connectorproxy.outbound.SingleUseConnection;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// The response of a peer, with any status.
///
/// @param contentType the header as sent, possibly not a valid media type
record PeerResponse(
        int status, Optional<String> contentType, Optional<String> location, byte[] body) {

    /// Reads the whole response.
    ///
    /// @param reader of its connection, at the beginning of the body
    /// @param limit maximum bytes of the body
    /// @throws SingleUseConnection.TooLargeException the body is larger
    static PeerResponse read(Http1ClientResponse response, DataReader reader, int limit)
            throws IOException {
        var headers = response.headers();
        return new PeerResponse(
                response.status().code(),
                headers.first(HeaderNames.CONTENT_TYPE),
                headers.first(HeaderNames.LOCATION),
                readBody(response, reader, limit));
    }

    /// WebClient decodes chunked bodies. All others are read here: WebClient treats the end of the connection as a
    /// failure, though it may be the end of a body (RFC 9112, 6.3), and a response with `Upgrade` as one without a
    /// body.
    private static byte[] readBody(Http1ClientResponse response, DataReader reader, int limit)
            throws IOException {
        int status = response.status().code();
        if (status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        var body = new BoundedBody(limit);
        if (response.headers().contains(HeaderValues.TRANSFER_ENCODING_CHUNKED)) {
            response.inputStream().transferTo(body);
        } else if (response.headers().contains(HeaderNames.CONTENT_LENGTH)) {
            readExactly(reader, response.headers().contentLength().orElseThrow(), body);
        } else {
            readToEnd(reader, body);
        }
        return body.toByteArray();
    }

    private static void readExactly(DataReader reader, long length, BoundedBody body)
            throws IOException {
        while (body.size() < length) {
            reader.ensureAvailable();
            body.writeBytes(
                    reader.readBytes((int) Math.min(reader.available(), length - body.size())));
        }
    }

    private static void readToEnd(DataReader reader, BoundedBody body) {
        try {
            while (true) {
                reader.ensureAvailable();
                body.writeBytes(reader.readBytes(reader.available()));
            }
        } catch (InsufficientDataAvailableException _) {
            // end of the body
        }
    }

    /// Collects a body up to the limit.
    private static final class BoundedBody extends ByteArrayOutputStream {
        private final int limit;

        BoundedBody(int limit) {
            this.limit = limit;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (length > limit - size()) {
                throw new SingleUseConnection.TooLargeException();
            }
            super.write(bytes, offset, length);
        }
    }
}
