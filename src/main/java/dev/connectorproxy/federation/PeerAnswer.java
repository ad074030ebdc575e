package dev.connectorproxy.federation;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// What another proxy answered, whatever its status.
///
/// @param contentType as it was sent, which need not be a media type
record PeerAnswer(
        int status, Optional<String> contentType, Optional<String> location, byte[] body) {

    /// Reads the whole answer.
    ///
    /// @param reader of its connection, where the body begins
    /// @param limit the most bytes its body may have
    static PeerAnswer read(Http1ClientResponse response, DataReader reader, int limit)
            throws IOException {
        var headers = response.headers();
        return new PeerAnswer(
                response.status().code(),
                headers.first(HeaderNames.CONTENT_TYPE),
                headers.first(HeaderNames.LOCATION),
                body(response, reader, limit));
    }

    /// WebClient takes off the chunks. Anything else is read here: WebClient takes the end of a connection for a failure,
    /// though it may be the end of a body, and an answer that offers an `Upgrade` for one without a body.
    private static byte[] body(Http1ClientResponse response, DataReader reader, int limit)
            throws IOException {
        int status = response.status().code();
        if (status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        var body = new Body(limit);
        if (response.headers().contains(HeaderValues.TRANSFER_ENCODING_CHUNKED)) {
            response.inputStream().transferTo(body);
        } else if (response.headers().contains(HeaderNames.CONTENT_LENGTH)) {
            exactly(reader, response.headers().contentLength().orElseThrow(), body);
        } else {
            toTheEnd(reader, body);
        }
        return body.toByteArray();
    }

    private static void exactly(DataReader reader, long length, Body body) throws IOException {
        if (length < 0) {
            throw new IOException("a negative Content-Length");
        }
        while (body.size() < length) {
            reader.ensureAvailable();
            body.writeBytes(
                    reader.readBytes((int) Math.min(reader.available(), length - body.size())));
        }
    }

    private static void toTheEnd(DataReader reader, Body body) {
        try {
            while (true) {
                reader.ensureAvailable();
                body.writeBytes(reader.readBytes(reader.available()));
            }
        } catch (InsufficientDataAvailableException _) {
            // the end
        }
    }

    /// Takes no more than it may.
    private static final class Body extends ByteArrayOutputStream {
        private final int limit;

        Body(int limit) {
            this.limit = limit;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (length > limit - size()) {
                throw new PeerConnection.TooMuch();
            }
            super.write(bytes, offset, length);
        }
    }
}
